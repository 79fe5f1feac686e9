import { fontShares, type ViewingPlace } from './distance.ts';

/** Heights on the wall in lengths of its text size. wall.module.css draws the same ones. */
const line = 1.16;
const cardAir = 0.24;
const gap = 0.2;
/** Padding above and below the picture and the gaps between its three parts. */
const air = 1.3;
/** Line height of the headline, in lengths of the headline's size. */
const headlineLine = 1.05;

const headlineLength = (place: ViewingPlace): number => {
  const shares = fontShares(place);
  return (shares.headline / shares.text) * headlineLine;
};

/** What is left of a 16:9 picture between headline and footer, in lengths of the text size. */
export const bodyHeight = (place: ViewingPlace): number => 9 / 16 / fontShares(place).text - air - headlineLength(place) - line;

const card = (lines: number): number => lines * line + cardAir + gap;

/** The alarm on the stage: its place as a headline, at most two lines of sentence and two of what to do. */
export const stageHeight = (place: ViewingPlace): number => headlineLength(place) + card(4);

/** Characters of the text size that fit beside the rooms in one line. */
const charactersAcross = 38;

/** Lines that say what is withheld: two at most. */
export const withheldLines = (text: string): 1 | 2 => (text.length > charactersAcross ? 2 : 1);

/** Their height, with the gap above them. */
export const withheldHeight = (text: string): number => withheldLines(text) * line + gap;

/** How many rooms are shown, and whether calm ones give up their second line for it. Rooms come the most troubled first. */
export function fitRooms(
  rooms: readonly { readonly isCalm: boolean }[],
  height: number,
): { readonly shown: number; readonly isCompact: boolean } {
  const of = (room: { readonly isCalm: boolean }, isCompact: boolean) => card(isCompact && room.isCalm ? 1 : 2);
  const total = (isCompact: boolean) => rooms.reduce((sum, room) => sum + of(room, isCompact), -gap);
  if (total(false) <= height) return { shown: rooms.length, isCompact: false };
  if (total(true) <= height) return { shown: rooms.length, isCompact: true };
  let left = height - line;
  const shown = rooms.findIndex((room) => {
    left -= of(room, true);
    return left < 0;
  });
  return { shown: Math.max(1, shown), isCompact: true };
}

/** How many alarms are listed, and whether their sentences may take two lines. */
export function fitAlarms(count: number, height: number): { readonly shown: number; readonly sentenceLines: 1 | 2 } {
  if (count * card(3) - gap <= height) return { shown: count, sentenceLines: 2 };
  if (count * card(2) - gap <= height) return { shown: count, sentenceLines: 1 };
  return { shown: Math.max(1, Math.floor((height - line) / card(2))), sentenceLines: 1 };
}
