export type { ListedWindow } from '@wachter/services/alarm/list-windows';
export type { ListedWithholding } from '@wachter/services/alarm/list-withholdings';
