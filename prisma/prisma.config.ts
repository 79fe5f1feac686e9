import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Every CLI command looks for a native schema engine first; ours answers from the wasm build that npm ships (see decisions in packages/store).
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= path.join(import.meta.dirname, '../packages/store/tools/schema-engine.mjs');

// No word to anybody about versions and updates.
process.env['CHECKPOINT_DISABLE'] ??= '1';
process.env['PRISMA_HIDE_UPDATE_MESSAGE'] ??= '1';

export default defineConfig({
  schema: path.join(import.meta.dirname, 'schema.prisma'),
  migrations: { path: path.join(import.meta.dirname, 'migrations') },
  datasource: { url: process.env['DATABASE_URL'] ?? 'postgresql://wachter@127.0.0.1:5432/wachter' },
});
