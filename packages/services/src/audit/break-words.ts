import type { Words } from '@wachter/core';
import type { ChainBreak } from './chain.ts';

const act = (id: number | null): Words => (id === null ? { en: '', nl: '' } : { en: ` (act ${id})`, nl: ` (handeling ${id})` });
const at = (instant: number): string => new Date(instant).toISOString();

/** Where and how the chain of the audit trail breaks, in a sentence. */
export function breakWords(broken: ChainBreak): Words {
  switch (broken.kind) {
    case 'edited':
      return {
        en: `Record ${broken.seq}${act(broken.auditId).en} was changed after it was written: it is not what its hash was made of.`,
        nl: `Regel ${broken.seq}${act(broken.auditId).nl} is gewijzigd nadat hij geschreven was: hij past niet bij zijn hash.`,
      };
    case 'missing':
      return {
        en: `Record ${broken.seq}${act(broken.auditId).en} is missing: it was cut out.`,
        nl: `Regel ${broken.seq}${act(broken.auditId).nl} ontbreekt: hij is verwijderd.`,
      };
    case 'replaced':
      return {
        en: `Record ${broken.seq}${act(broken.auditId).en} does not stand on the one before it: that one, or the chain up to it, was replaced.`,
        nl: `Regel ${broken.seq}${act(broken.auditId).nl} sluit niet aan op de regel ervoor: die, of de keten tot daar, is vervangen.`,
      };
    case 'unlinked':
      return {
        en: `Act ${broken.auditId} has no place in the chain: it was put in past it.`,
        nl: `Handeling ${broken.auditId} heeft geen plaats in de keten: ze is erbuiten om toegevoegd.`,
      };
    case 'shortened':
      return {
        en: `The trail ends before record ${broken.seq}, though an anchor of ${at(broken.anchoredAt)} names a later one: its end was cut off.`,
        nl: `Het spoor eindigt vóór regel ${broken.seq}, terwijl een anker van ${at(broken.anchoredAt)} een latere noemt: het einde is afgekapt.`,
      };
    case 'rewritten':
      return {
        en: `Record ${broken.seq} is not the one that was anchored at ${at(broken.anchoredAt)}: the trail was rewritten up to it.`,
        nl: `Regel ${broken.seq} is niet die van het anker van ${at(broken.anchoredAt)}: het spoor tot daar is herschreven.`,
      };
  }
}
