# The image of docker-compose.yml's app: the locked packages and the wheel, nothing else.
FROM python:3.12-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
RUN python -m venv /opt/geo-patrol
WORKDIR /src

# Before the source, so that a change of code alone downloads nothing again.
COPY requirements/run.txt requirements/
RUN /opt/geo-patrol/bin/python -m pip install --no-deps --require-hashes -r requirements/run.txt

COPY . .
# Node comes into an environment of its own, which stays behind in this stage.
RUN scripts/web.sh build
RUN /opt/geo-patrol/bin/python -m pip wheel --no-deps --no-build-isolation --no-index \
        --wheel-dir /tmp/wheel . \
    && /opt/geo-patrol/bin/python -m pip install --no-deps --no-index /tmp/wheel/*.whl \
    && /opt/geo-patrol/bin/python -m compileall -q /opt/geo-patrol/lib


FROM python:3.12-slim-bookworm

# Papers are set in Noto Sans CJK SC.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*

RUN groupadd --gid 10001 geo-patrol \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin geo-patrol \
    && install -d -o geo-patrol -g geo-patrol /var/lib/geo-patrol /var/cache/geo-patrol

COPY --from=build /opt/geo-patrol /opt/geo-patrol
COPY --chmod=755 deploy/entrypoint.sh /usr/local/bin/geo-patrol-entrypoint
COPY LICENSE NOTICE /usr/share/doc/geo-patrol/

ENV PATH=/opt/geo-patrol/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    NUMBA_CACHE_DIR=/var/cache/geo-patrol/numba \
    GEO_PATROL_DATA_DIR=/var/lib/geo-patrol/data \
    GEO_PATROL_OUT_DIR=/var/lib/geo-patrol/out \
    GEO_PATROL_HOST=0.0.0.0 \
    GEO_PATROL_PORT=8000

USER 10001:10001
WORKDIR /var/lib/geo-patrol
EXPOSE 8000
ENTRYPOINT ["geo-patrol-entrypoint"]
CMD ["geo-patrol", "up"]
