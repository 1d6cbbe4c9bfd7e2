#!/bin/sh
# Run once by the database image, when its volume is empty.
set -eu

GEO_PATROL_ROLE_PASSWORD=$(cat /run/secrets/db_password)
export GEO_PATROL_ROLE_PASSWORD
psql --no-psqlrc --quiet --username="$POSTGRES_USER" --dbname=postgres \
    --file=/opt/geo-patrol/bootstrap.sql
