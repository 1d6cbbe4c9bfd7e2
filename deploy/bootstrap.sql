-- Run once by a superuser on a new cluster; the private cluster of `make postgis` and the
-- database service of docker-compose.yml are both made by it.
--
-- PostGIS may only be added by a superuser, which geo-patrol is not: so the extensions go into a
-- template, and every database (the real one, those of tests, those of restore drills) is a copy.
-- The role's password comes from the environment, so that no process list shows it.
\set ON_ERROR_STOP on
\set password `printf '%s' "$GEO_PATROL_ROLE_PASSWORD"`

CREATE ROLE geo_patrol LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD :'password';

CREATE DATABASE template_geo_patrol TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C';
\connect template_geo_patrol
CREATE EXTENSION postgis;
CREATE EXTENSION btree_gist;
-- Nobody works in the template, and a copy needs it free of connections.
\connect postgres
ALTER DATABASE template_geo_patrol WITH IS_TEMPLATE true ALLOW_CONNECTIONS false;

CREATE DATABASE geo_patrol TEMPLATE template_geo_patrol OWNER geo_patrol;
