# The portal on Debian: docker build -t portal . ; how to run it: docs/operations.md and deploy/compose.yaml
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build
# Without development packages, and without the Node that npm installs beside the image's own.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/node-win-*

FROM node:24-bookworm-slim
RUN useradd --create-home --uid 10001 portal && install -d -o portal -g portal /data /backups
WORKDIR /srv/portal
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
COPY package.json ./
COPY server-proxy ./server-proxy
COPY src/contract ./src/contract
USER portal
ENV HOST=0.0.0.0 PORT=8080 DATA_DIR=/data NODE_OPTIONS="--disable-warning=ExperimentalWarning"
VOLUME /data
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
# bash opens the connection itself: no second program starts every ten seconds.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == *' 200 '* ]]"]
# The limits are those of npm start.
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=512", "server-proxy/main.ts"]
