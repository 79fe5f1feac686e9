import type { Words } from '@wachter/core';
import type { ChannelRefusal } from '@wachter/services/ports/channel';

const words: Readonly<Record<ChannelRefusal['kind'], Words>> = {
  misconfigured: { en: 'The settings of the channel do not fit', nl: 'De instellingen van het kanaal passen niet' },
  'forbidden-address': {
    en: 'This address may not be called; an administrator can allow its host by name',
    nl: 'Dit adres mag niet worden aangeroepen; een beheerder kan de host bij naam toestaan',
  },
  'address-gone': {
    en: 'The recipient is not known there any more; give a new address',
    nl: 'De ontvanger is daar niet meer bekend; geef een nieuw adres op',
  },
  unauthorized: {
    en: 'The other side does not accept our password or key',
    nl: 'De andere kant aanvaardt ons wachtwoord of onze sleutel niet',
  },
  refused: { en: 'The other side refused the message', nl: 'De andere kant weigerde het bericht' },
  busy: { en: 'The other side is busy; it is tried again', nl: 'De andere kant is bezet; het wordt opnieuw geprobeerd' },
  unreachable: { en: 'The other side cannot be reached', nl: 'De andere kant is niet bereikbaar' },
  'timed-out': { en: 'The other side did not answer in time', nl: 'De andere kant antwoordde niet op tijd' },
  aborted: { en: 'The sending was broken off', nl: 'Het versturen is afgebroken' },
};

/** A refusal for people: what happened, with the technical detail behind it. */
export const refusalWords = (refusal: ChannelRefusal): Words => ({
  en: `${words[refusal.kind].en} (${refusal.detail}).`,
  nl: `${words[refusal.kind].nl} (${refusal.detail}).`,
});
