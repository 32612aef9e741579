#!/bin/sh
# Runs once, when the cluster is made: the roles and databases of our programs and of Keycloak. `pietura` owns the tables and migrates them,
# `pietura_programs` is whom API and workers sign in as (docs/decisions/0040).
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v pietura_password="$PIETURA_DB_PASSWORD" -v programs_password="$PROGRAMS_DB_PASSWORD" -v keycloak_password="$KEYCLOAK_DB_PASSWORD" <<'SQL'
CREATE ROLE pietura LOGIN PASSWORD :'pietura_password';
CREATE ROLE pietura_programs LOGIN PASSWORD :'programs_password';
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak_password';
CREATE DATABASE pietura OWNER pietura;
CREATE DATABASE keycloak OWNER keycloak;
SQL
