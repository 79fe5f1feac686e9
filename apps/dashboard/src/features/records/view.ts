export type { RecordVersion } from '@wachter/services/power/list-records';
