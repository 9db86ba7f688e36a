import type { CardType, Relation } from '../contract/people.ts'

/** A fact and its position in the line. */
export type Fact = { at: number; end: number } & (
  | { is: 'name'; value: string; labelled: boolean; bracket: boolean }
  | { is: 'document'; value: string; cardType: CardType | null }
  | { is: 'mobile'; value: string }
  | { is: 'birthday'; value: string }
  | { is: 'email'; value: string }
  | { is: 'fault'; value: string }
  | { is: 'unused'; value: string }
  | { is: 'gender'; value: 'M' | 'F' }
  | { is: 'relation'; value: Relation }
)
