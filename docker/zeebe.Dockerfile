# The engine with our settings: the exporter is pointed at the API's journal receiver.
ARG ZEEBE_VERSION=8.5.8

FROM camunda/zeebe:${ZEEBE_VERSION}
COPY --chown=1001:0 zeebe/application.yaml zeebe/log4j2.xml /usr/local/zeebe/pietura/
ENV SPRING_CONFIG_ADDITIONAL_LOCATION=file:/usr/local/zeebe/pietura/ \
    JAVA_OPTS="-Xms128m -Xmx512m -Dlog4j2.configurationFile=/usr/local/zeebe/pietura/log4j2.xml"
USER 1001
