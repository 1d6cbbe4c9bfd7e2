#!/bin/sh
# Hand the database password from its secret file to libpq, then become the command.
set -eu

secret=${GEO_PATROL_DB_PASSWORD_FILE:-/run/secrets/db_password}
if [ -r "$secret" ]; then
    PGPASSWORD=$(cat -- "$secret")
    export PGPASSWORD
fi
exec "$@"
