# The Node of this image runs the program, so the optional one of package.json stays away.
FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

COPY bin ./bin
COPY config ./config
COPY seeds ./seeds
COPY src ./src

# The program belongs to root and cannot change itself; what it keeps, in its default folder, belongs to the user who runs it.
RUN mkdir data && chown node:node data && chmod 700 data
VOLUME /app/data
USER node

# Node is the first process and handles its own signals: `docker stop` lets answers under way finish.
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=8", "--no-parallel-scavenge", "--v8-pool-size=1", "src/cli.ts"]
CMD ["start"]
