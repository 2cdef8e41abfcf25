// For the import rules alone: where vite.config.ts sends #words, told to dependency-cruiser, which reads no Vite options.
const { join } = require('node:path')

module.exports = { resolve: { alias: { '#words': join(__dirname, '../words') } } }
