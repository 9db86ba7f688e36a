# The portal on Debian: docker build -t portal . ; how to run it: docs/operations.md
FROM node:24-bookworm-slim
RUN useradd --create-home --uid 10001 portal && install -d -o portal -g portal /srv/portal /data
USER portal
WORKDIR /srv/portal
COPY --chown=portal package.json package-lock.json .npmrc ./
# Development packages too: the pages are built with them.
RUN npm ci --include=dev --no-audit --no-fund
COPY --chown=portal . .
RUN npm run build
ENV HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server-proxy/boot/start.mjs"]
