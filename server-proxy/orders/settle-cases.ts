import type { OrderStatus } from '#contract/place-order.ts'
import { type Claim, type Evidence, judge, type Judgement } from './judge.ts'
import type { ReturnNews, SurrenderOutcome } from './settle-claims.ts'
import { ago, NOW, row } from './decide-cases.ts'
import { isOver, numbered, type Placed } from './judge-cases.ts'

const CLAIMS: (Claim | null)[] = [null, { policyCodes: null }, { policyCodes: ['P1'] }]
const LABELS = [null, 'issued', 'surrendering', 'surrendered', 'failed'] as const
const labelledByFile = (list: OrderStatus[]) =>
  numbered(list).map((one) => ({ ...one, labelFromFile: true as const }))
/** What an answer names, and what is on file besides. */
const POLICIES: [inView: Evidence['inView'], onFile: Evidence['onFile'], unnumbered: Placed[]][] = [
  [[], [], []],
  [[], numbered(['issued']), []],
  [[], numbered(['issued', 'issued']), []],
  [numbered(['issued']), [], []],
  [numbered(['issued']), [], ['paid']],
  [numbered(['issued']), [], ['failed']],
  [numbered(['issued', 'failed']), [], []],
  [numbered(['issued']), numbered(['issued'], 2), []],
  [numbered(['surrendering', 'issued']), [], []],
  [numbered(['failed']), [], []],
  [labelledByFile(['issued']), [], []],
  [labelledByFile(['issued', 'issued']), [], []],
]

export type SettleCase = {
  row: ReturnType<typeof row>
  evidence: Evidence & { unnumbered: readonly Placed[] }
  judgement: Judgement
  claim: Claim | null
  minutes: number
  about: { now: number; begun: boolean; returned: ReturnNews }
}

const BOOLEANS = [true, false]
const NEWS: ReturnNews[] = ['none', 'early', 'counts']

/** Every combination of claim, its age and sends, label, policies and notification. */
export const SETTLE_CASES: readonly SettleCase[] = CLAIMS.flatMap((claim) =>
  LABELS.flatMap((label) =>
    POLICIES.flatMap(([inView, onFile, unnumbered]) =>
      (['surrendering', 'issued'] as const).flatMap((status) =>
        [1, 3, 31].flatMap((minutes) =>
          [1, 3].flatMap((sends) =>
            BOOLEANS.flatMap((lost) =>
              BOOLEANS.flatMap((begun) =>
                NEWS.map((returned) => {
                  const evidence = { label, inView, onFile, unnumbered }
                  return {
                    evidence,
                    claim,
                    minutes,
                    row: row({
                      status,
                      surrender_requested_at: claim && ago(minutes),
                      surrender_policies: claim?.policyCodes ?? null,
                      surrender_lost: lost,
                      surrender_sends: sends,
                    }),
                    judgement: judge(status, evidence, claim),
                    about: { now: NOW, begun, returned },
                  }
                }),
              ),
            ),
          ),
        ),
      ),
    ),
  ),
)

/** Everything that was asked for is stated to be in force. */
function isAllInForce({ claim, evidence: { inView, onFile, unnumbered } }: SettleCase): boolean {
  const states = [...inView, ...onFile].filter(({ placed }) => placed !== 'failed')
  const stated = (code: string) =>
    inView.some((one) => one.policyCode === code && one.placed === 'issued' && !one.labelFromFile)
  if (claim?.policyCodes) return claim.policyCodes.every(stated)
  const seen = unnumbered.every((placed) => placed === 'failed' || isOver(placed))
  return seen && states.length > 0 && states.every(({ policyCode }) => stated(policyCode))
}

type Rule = [words: string, when: (c: SettleCase) => boolean, outcome: SurrenderOutcome]
const stands = (c: SettleCase) =>
  c.claim !== null && c.judgement.status !== 'failed' && c.judgement.claimStands
const isTaken = (c: SettleCase) => c.row.surrender_lost && c.about.begun && c.claim?.policyCodes === null
/** A label of an end that states nothing about policies may be the trace of a lost call. */
const isTrace = (c: SettleCase) =>
  isOver(c.evidence.label) && c.evidence.inView.every((one) => one.labelFromFile === true)
const isEnded = (c: SettleCase) =>
  c.about.returned === 'counts' && !isOver(c.evidence.label) && isAllInForce(c)
const isTraceless = (c: SettleCase) =>
  stands(c) && c.row.surrender_lost && !isTaken(c) && !isTrace(c) && !isEnded(c)
const isAwaited = (c: SettleCase) => stands(c) && !isTaken(c) && !isTraceless(c)
/** Minutes until a lost one is sent again; a notification has time to count. */
const patience = (c: SettleCase) => (c.about.returned === 'early' ? 4 : 2)
const maySend = (c: SettleCase) => c.row.status === 'surrendering' && c.row.surrender_sends < 3

/** Every combination fits exactly one. */
export const SETTLE_RULES: readonly Rule[] = [
  ['nothing was asked', (c) => c.claim === null, 'none'],
  ['a failed order is not surrendered', (c) => c.claim !== null && c.judgement.status === 'failed', 'undone'],
  [
    'the platform shows it',
    (c) => c.claim !== null && c.judgement.status !== 'failed' && !c.judgement.claimStands,
    'none',
  ],
  ['the platform has a lost one when a part shows', (c) => stands(c) && isTaken(c), 'taken'],
  ['a lost one may still arrive', (c) => isTraceless(c) && c.minutes < patience(c), 'open'],
  ['a lost one is sent again', (c) => isTraceless(c) && c.minutes > patience(c) && maySend(c), 'again'],
  ['a lost one is given up', (c) => isTraceless(c) && c.minutes > patience(c) && !maySend(c), 'undone'],
  ['a return notification ended it', (c) => isAwaited(c) && isEnded(c), 'undone'],
  ['it is awaited', (c) => isAwaited(c) && !isEnded(c) && c.minutes < 30, 'open'],
  ['it takes too long', (c) => isAwaited(c) && !isEnded(c) && c.minutes > 30, 'unconfirmed'],
]

export const rightOutcome = (one: SettleCase): SurrenderOutcome | undefined => {
  const fitting = SETTLE_RULES.filter(([, when]) => when(one))
  return fitting.length === 1 ? fitting[0]?.[2] : undefined
}
