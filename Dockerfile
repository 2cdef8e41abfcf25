# Highroad in one image. ROLES chooses what a container does: server (API and pages), worker (mail, imports), or both.
# The Node that runs it comes with the npm packages (docs/decisions/0001); the first stage's own Node only installs them.

FROM node:22-bookworm-slim AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libatomic1 \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /highroad
COPY package.json package-lock.json .npmrc ./
COPY web/package.json web/
# Never with --omit: it would leave out Node and PostgreSQL, which are optional packages.
RUN npm ci --no-audit --no-fund
COPY . .
# Tools for checks and tests are taken out again once the pages are built.
RUN npm run build \
 && npm prune --omit=dev --no-audit --no-fund

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates libatomic1 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --user-group --no-create-home highroad \
 && install --directory --owner=highroad --group=highroad --mode=0700 /data
WORKDIR /highroad
COPY --from=build /highroad/package.json ./
COPY --from=build /highroad/node_modules node_modules
COPY --from=build /highroad/domain domain
COPY --from=build /highroad/words words
COPY --from=build /highroad/db db
COPY --from=build /highroad/migrations migrations
COPY --from=build /highroad/server server
COPY --from=build /highroad/web/build web/build
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
USER highroad
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node_modules/.bin/node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node_modules/.bin/node", "--disable-warning=FSTDEP023", "server/main.ts"]
