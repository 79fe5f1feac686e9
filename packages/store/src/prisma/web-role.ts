import type pg from 'pg';

/** The login of the web process: whoever takes it over can write, and can take back nothing that was recorded. */
export const webRole = 'wachter_web';

/** Written by the ingestor and by migrations only. */
const readOnly = [
  'reading',
  'rollup',
  'rollup_dirty',
  'power_run',
  'cooling_episode',
  'lease',
  'heartbeat',
  'audit_link',
  '_prisma_migrations',
];

/**
 * Gives the web role what it needs on every table that there is, and on evidence (what has an append-only trigger) no more than to read and to
 * append. Run by the owner of the tables after every migration. Does nothing where the role was never made.
 */
export async function grantToWeb(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [webRole]);
  if (!rowCount) return;
  await client.query(`
    DO $$
    DECLARE evidence regclass;
    BEGIN
      EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${webRole}', current_schema());
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO ${webRole}', current_schema());
      EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO ${webRole}', current_schema());
      FOR evidence IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE tgname LIKE '%\\_append\\_only' LOOP
        EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM ${webRole}', evidence);
      END LOOP;
    END
    $$`);
  await client.query(`REVOKE INSERT, UPDATE, DELETE ON ${readOnly.map((table) => `"${table}"`).join(', ')} FROM ${webRole}`);
}
