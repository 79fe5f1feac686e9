import { cpus, loadavg, totalmem } from 'node:os';

/** What the numbers were measured on; nothing that names a machine or a place on it. */
export const machineFacts = (broker: string, database: string): string => {
  const [first] = cpus();
  return [
    `${cpus().length} cores (${first?.model.trim() || 'unknown kind'})`,
    `${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${database} (embedded; every commit waits for the disk)`,
    `broker ${broker}`,
    'everything on the one machine, the load generator included',
  ].join(', ');
};

/** Load of the last minute: others at work make every number worse. */
export const loadNow = (): string => `load ${loadavg()[0]?.toFixed(1)}`;
