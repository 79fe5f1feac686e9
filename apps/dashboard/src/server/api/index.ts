import { acknowledgeAlarm } from './acknowledge-alarm.ts';
import { alarm } from './alarm.ts';
import { alarmKpis } from './alarm-kpis.ts';
import { alarmSettings } from './alarm-settings.ts';
import { alarms } from './alarms.ts';
import { alarmsUnder } from './alarms-under.ts';
import { announceTest } from './announce-test.ts';
import { audit } from './audit.ts';
import { cancelMaintenanceWindow } from './cancel-maintenance-window.ts';
import { cancelTest } from './cancel-test.ts';
import type { AnyEndpoint } from './define-endpoint.ts';
import { devices } from './devices.ts';
import { endWithholding } from './end-withholding.ts';
import { equipment } from './equipment.ts';
import { journal } from './journal.ts';
import { maintenanceWindows } from './maintenance-windows.ts';
import { point } from './point.ts';
import { points } from './points.ts';
import { powerRun } from './power-run.ts';
import { powerRuns } from './power-runs.ts';
import { putAlarmSettings } from './put-alarm-settings.ts';
import { putMaintenanceWindow } from './put-maintenance-window.ts';
import { putTestPlan } from './put-test-plan.ts';
import { quarantine } from './quarantine.ts';
import { readings } from './readings.ts';
import { resetAlarm } from './reset-alarm.ts';
import { ruleProblems } from './rule-problems.ts';
import { shelveAlarm } from './shelve-alarm.ts';
import { sites } from './sites.ts';
import { stillWrong } from './still-wrong.ts';
import { takeOutOfService } from './take-out-of-service.ts';
import { testPlan } from './test-plan.ts';
import { tests } from './tests.ts';
import { tickChecklist } from './tick-checklist.ts';
import { withholdings } from './withholdings.ts';

/** One line per endpoint of the REST API. */
export const endpoints: readonly AnyEndpoint[] = [
  sites,
  alarmSettings,
  putAlarmSettings,
  equipment,
  devices,
  points,
  point,
  readings,
  ruleProblems,
  alarms,
  alarm,
  alarmsUnder,
  acknowledgeAlarm,
  resetAlarm,
  tickChecklist,
  journal,
  alarmKpis,
  shelveAlarm,
  withholdings,
  takeOutOfService,
  endWithholding,
  maintenanceWindows,
  putMaintenanceWindow,
  cancelMaintenanceWindow,
  stillWrong,
  testPlan,
  putTestPlan,
  tests,
  announceTest,
  cancelTest,
  powerRuns,
  powerRun,
  quarantine,
  audit,
];
