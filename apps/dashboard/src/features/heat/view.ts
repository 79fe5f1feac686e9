export type { RoomHeat } from '@wachter/services/thermal/read-room';
