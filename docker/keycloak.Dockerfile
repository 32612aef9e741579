# Keycloak, built once for PostgreSQL, with the realm to import at the first start.
ARG KEYCLOAK_VERSION=26.7.3

FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION} AS build
RUN /opt/keycloak/bin/kc.sh build --db=postgres --health-enabled=true --metrics-enabled=false

FROM quay.io/keycloak/keycloak:${KEYCLOAK_VERSION}
COPY --from=build /opt/keycloak/ /opt/keycloak/
COPY realm/pietura-realm.json /opt/keycloak/data/import/pietura-realm.json
COPY realm/most-used-passwords.txt /opt/keycloak/data/password-blacklists/most-used-passwords.txt
USER 1000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
CMD ["start", "--optimized", "--import-realm"]
