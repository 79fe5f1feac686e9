import { acknowledgeAlarm } from './acknowledge-alarm.ts';
import { alarm } from './alarm.ts';
import { alarmKpis } from './alarm-kpis.ts';
import { alarms } from './alarms.ts';
import type { AnyEndpoint } from './define-endpoint.ts';
import { devices } from './devices.ts';
import { endWithholding } from './end-withholding.ts';
import { journal } from './journal.ts';
import { point } from './point.ts';
import { points } from './points.ts';
import { quarantine } from './quarantine.ts';
import { readings } from './readings.ts';
import { shelveAlarm } from './shelve-alarm.ts';
import { sites } from './sites.ts';
import { takeOutOfService } from './take-out-of-service.ts';
import { withholdings } from './withholdings.ts';

/** One line per endpoint of the REST API. */
export const endpoints: readonly AnyEndpoint[] = [
  sites,
  devices,
  points,
  point,
  readings,
  alarms,
  alarm,
  acknowledgeAlarm,
  journal,
  alarmKpis,
  shelveAlarm,
  withholdings,
  takeOutOfService,
  endWithholding,
  quarantine,
];
