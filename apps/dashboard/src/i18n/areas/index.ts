import { about } from './about.ts';
import { ack } from './ack.ts';
import { alarms } from './alarms.ts';
import { audit } from './audit.ts';
import { backTest } from './back-test.ts';
import { backups } from './backups.ts';
import { batteries } from './batteries.ts';
import { demo } from './demo.ts';
import { devices } from './devices.ts';
import { heat } from './heat.ts';
import { journal } from './journal.ts';
import { kpi } from './kpi.ts';
import { live } from './live.ts';
import { login } from './login.ts';
import { maintenance } from './maintenance.ts';
import { onCall } from './on-call.ts';
import { oneLine } from './one-line.ts';
import { overview } from './overview.ts';
import { people } from './people.ts';
import { point } from './point.ts';
import { power } from './power.ts';
import { rationalisation } from './rationalisation.ts';
import { records } from './records.ts';
import { redundancy } from './redundancy.ts';
import { refusals } from './refusals.ts';
import { rooms } from './rooms.ts';
import { rules } from './rules.ts';
import { shell } from './shell.ts';
import { site } from './site.ts';
import { sound } from './sound.ts';
import { testPlan } from './test-plan.ts';
import { tests } from './tests.ts';
import { wall } from './wall.ts';
import { withheld } from './withheld.ts';

/** One line per file of words. */
export const areas = {
  about,
  ack,
  alarms,
  audit,
  backTest,
  backups,
  batteries,
  demo,
  devices,
  heat,
  journal,
  kpi,
  live,
  login,
  maintenance,
  onCall,
  oneLine,
  overview,
  people,
  point,
  power,
  rationalisation,
  records,
  redundancy,
  refusals,
  rooms,
  rules,
  shell,
  site,
  sound,
  testPlan,
  tests,
  wall,
  withheld,
};
