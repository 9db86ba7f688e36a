import { RELATIONS, type Relation } from '../contract/people.ts'
import { RELATION_WORDS } from '../contract/people-words.ts'
import { SelectField } from '../ui/field.tsx'
import { useLanguage, useText } from '../ui/language.tsx'
import { messages } from './messages.ts'

/** Relations other than self. */
export const OTHERS = RELATIONS.filter((relation) => relation !== 'self')

/** The relation of a whole group, asked once. 其他 is never assumed. */
export function GroupRelation({
  value,
  error,
  onChange,
}: {
  value: Relation | ''
  error?: string | undefined
  onChange(relation: Relation): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  return (
    <SelectField
      label={t.group}
      hint={t.groupHint}
      required
      data-field="groupRelation"
      placeholder={t.choose}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value as Relation)}
      options={OTHERS.map((relation) => ({ value: relation, label: RELATION_WORDS[relation][language] }))}
    />
  )
}
