/** The closed list of what a timeline can say; the client has a sentence for each, in both languages. */
export const TIMELINE = [
  'submitted', // {channel, byMandate}
  'registered', // {code}
  'classified', // {priority, impact, urgency, by: 'table' | 'person', reason?}
  'level1', // KAC helps by itself
  'handed-over', // {to: agency}
  'taken-over', // level 2 has accepted it
  'returned', // {reason} wrong team, back to KAC
  'question-asked', // {answerBy}
  'client-reminded', // {answerBy}
  'question-answered',
  'question-expired',
  'clock-paused', // {for}
  'clock-resumed', // {dueAt}
  'deadline-changed', // {dueAt, reason}
  'deadline-warning', // {dueAt}
  'deadline-missed', // {dueAt}
  'escalated', // {reason, to, by: 'timer' | 'person'}
  'escalation-decided', // {decision}
  'facts-found', // {source}
  'facts-missing', // {source}
  'decision-proposed', // {outcome} four eyes: waits for another person
  'decision-confirmed', // {outcome}
  'decision-returned', // {reason}
  'task-assigned', // {assignee, note?, for?}
  'task-to-team', // {team, note?}
  'task-given-back', // {to, reason}
  'task-taken-over', // {by, from, reason}
  'task-stood-in', // {by, for}
  'instruction-acknowledged', // {by}
  'work-time-corrected', // {minutes, reason}
  'decided', // {outcome, automatic}
  'payment-ordered', // {amountCents}
  'document-added', // {title}
  'document-replaced', // {title} a new version
  'document-changed', // {title}
  'document-withdrawn', // {title}
  'document-infected', // {title} thrown away
  'original-kept', // {title} the paper is here
  'original-sent', // {title, batch}
  'original-received', // {title}
  'original-missing', // {title, note}
  'original-found', // {title}
  'message-sent', // {direction}
  'not-delivered', // {channel, notices, reason}: a notice did not reach the client; staff only
  'result-ready', // {outcome}
  'result-handed-out', // {to: 'client' | 'representative', identity: kind of document}
  'feedback-asked',
  'feedback-given', // {rating, disputed}
  'terms-proposed', // {by: agency, until: date | null} between agencies
  'terms-agreed', // {by: agency, until: date | null}
  'terms-declined', // {by: agency}
  'work-delivered', // the team says that the ordered work is done
  'work-not-accepted', // the one who ordered it wants it done again
  'partner-asked', // {to: agency, until}
  'partner-answered', // {from: agency, result: 'done' | 'cannot' | 'no-answer'}
  'incident-major', // {told} a major incident: management was told
  'incident-attached', // {code} the same as an open incident; waits for it
  'incident-child-attached', // {code} that incident waits for this one
  'incident-children-told', // {told}
  'service-restored', // {restoredAt}
  'problem-registered',
  'problem-linked', // {code} comes of that problem
  'problem-unlinked', // {code}
  'problem-moved', // {from, to} statuses of a problem
  'known-error-published',
  'change-registered',
  'change-moved', // {from, to} statuses of a change
  'change-board', // {members, answerBy} the advisory board was asked
  'change-decided', // {decision: 'approved' | 'refused'}
  'change-planned', // {startAt, endAt}
  'change-gate-closed', // {missing} it may not begin yet
  'change-interruption', // {startAt, endAt, told} those affected were told
  'change-implemented', // {items, left} with the statuses of items set and not set
  'change-raised', // {code} a change request made out of this case
  'withdrawn',
  'voided', // registered by mistake
  'reopened',
  'silence', // {outcome: 'fulfilled' | 'refused', law} nothing was decided in time, and the law says what that means
  'closed', // {outcome}
  'linked', // {code, type}
  'unlinked', // {code, type}
  'merged', // {code} this case is a duplicate of that one
  'duplicate-merged', // {code, reason} that one is a duplicate of this case
  'unmerged', // {code, reason}
  'duplicate-unmerged', // {code, reason}
  'split', // {code} a case of its own was made from this one
  'split-from', // {code}
] as const;
export type TimelineName = (typeof TIMELINE)[number];
