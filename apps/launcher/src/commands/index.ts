import type { Command } from '../command.ts';
import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { backupNow } from './backup-now.ts';
import { backupVerify } from './backup-verify.ts';
import { bench } from './bench.ts';
import { brokerFiles } from './broker-files.ts';
import { deviceAdd } from './device-add.ts';
import { deviceList } from './device-list.ts';
import { deviceRevoke } from './device-revoke.ts';
import { displayAdd } from './display-add.ts';
import { migrateCommand } from './migrate.ts';
import { restore } from './restore.ts';
import { sim } from './sim.ts';
import { simulate } from './simulate.ts';
import { siteExport } from './site-export.ts';
import { siteImport } from './site-import.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { test } from './test.ts';
import { tokenCreate } from './token-create.ts';
import { userAdd } from './user-add.ts';
import { watchCommand } from './watch.ts';

/** Every command; a new one is a file here and a line there. */
export const commands: readonly Command[] = [
  start,
  test,
  sim,
  bench,
  simulate,
  status,
  watchCommand,
  migrateCommand,
  deviceAdd,
  deviceList,
  deviceRevoke,
  userAdd,
  tokenCreate,
  displayAdd,
  siteExport,
  siteImport,
  brokerFiles,
  backupNow,
  backupVerify,
  restore,
  auditVerify,
  auditExport,
];
