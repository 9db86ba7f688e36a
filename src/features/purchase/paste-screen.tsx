import { type PasteState, PastePeople } from '../../people/paste-people.tsx'
import { useLaterText } from './later-messages.ts'
import type { StepProps } from './step-props.ts'
import { StepHeading } from './step-heading.tsx'
import { BackButton } from './step-top.tsx'

export type Paste = { paste: PasteState | null; onPaste(paste: PasteState | null): void }

/** Paste screen. The holder (本人) is added by a separate tick, never from the pasted list. */
export function PasteScreen({
  paste,
  onPaste,
  onChange,
  onBack,
}: Paste & Pick<StepProps, 'onChange'> & { onBack(): void }) {
  const t = useLaterText()
  return (
    <>
      <div className="mb-2 flex min-h-11 items-center text-base text-muted">
        <BackButton onBack={onBack} />
      </div>
      <StepHeading title={t.paste} focus />
      <PastePeople
        large
        state={paste}
        onState={onPaste}
        onAdd={(people) => onChange((before) => ({ ...before, insured: [...before.insured, ...people] }))}
        onClose={onBack}
      />
    </>
  )
}
