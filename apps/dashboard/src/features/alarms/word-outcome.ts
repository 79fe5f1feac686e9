/** Which activation of which alarm a person meant. */
export interface Said {
  readonly alarmId: string;
  readonly activation: number;
}

/** What became of one person's word about one alarm. `by` names who was faster. */
export interface WordOutcome {
  readonly alarmId: string;
  readonly kind:
    | 'acknowledged'
    | 'already-acknowledged'
    | 'superseded'
    | 'comment-required'
    | 'not-found'
    | 'forbidden'
    | 'invalid'
    | 'reset'
    | 'still-active'
    | 'not-acknowledged'
    | 'not-latching'
    | 'already-reset';
  readonly by?: string;
  readonly detail?: string;
}
