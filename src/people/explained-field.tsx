import { EXPLAINED, EXPLAINED_WORDS, type Explained } from '../contract/explained.ts'
import { Segmented } from '../ui/field.tsx'
import { defineMessages, useLanguage, useText } from '../ui/language.tsx'
import { Section } from '../ui/layout.tsx'

const messages = defineMessages(
  {
    title: '向投保人说明',
    text: '提交前请说明保障内容、责任免除、如实告知和退保，并取得投保人确认。记入销售轨迹。',
    how: '如何说明和确认',
  },
  {
    title: 'Explained to the policyholder',
    text: 'Before you submit, explain cover, exclusions, truthful disclosure and cancellation, and get the policyholder’s confirmation. Kept in the sales record.',
    how: 'How you explained and got confirmation',
  },
)

/** How staff explained the insurance to the policyholder. */
export function ExplainedField({
  value,
  error,
  onChange,
}: {
  value: Explained | ''
  error: string | undefined
  onChange(explained: Explained): void
}) {
  const t = useText(messages)
  const { language } = useLanguage()
  return (
    <Section title={t.title}>
      <Segmented<Explained>
        label={t.how}
        hideLabel
        data-field="explained"
        value={value}
        error={error}
        hint={t.text}
        onChange={onChange}
        options={EXPLAINED.map((one) => ({ value: one, label: EXPLAINED_WORDS[one][language] }))}
      />
    </Section>
  )
}
