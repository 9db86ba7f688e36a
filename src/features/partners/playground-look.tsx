import { Segmented, TextField } from '../../ui/field.tsx'
import { useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'

type Look = {
  product: string
  plan: string
  mode: 'inline' | 'popup' | 'card'
  language: 'zh' | 'en'
  scheme: 'light' | 'dark' | 'auto'
  accent: string
  radius: string
}

export const PLAIN_LOOK: Look = {
  product: '',
  plan: '',
  mode: 'inline',
  language: 'zh',
  scheme: 'light',
  accent: '',
  radius: '',
}

/** Mode and look of the embedded element. */
export function PlaygroundLook({
  look,
  at,
  onChange,
}: {
  look: Look
  /** The fault of a field. */
  at(path: string): { 'data-field': string; error: string | undefined }
  onChange(look: Look): void
}) {
  const t = useText(messages)
  const choose = (more: Partial<Look>) => onChange({ ...look, ...more })
  return (
    <>
      <Segmented
        label={t.mode}
        value={look.mode}
        onChange={(mode) => choose({ mode })}
        options={[
          { value: 'inline', label: t.inline },
          { value: 'popup', label: t.popup },
          { value: 'card', label: t.card },
        ]}
      />
      <Segmented
        label={t.scheme}
        value={look.scheme}
        onChange={(scheme) => choose({ scheme })}
        options={[
          { value: 'light', label: t.light },
          { value: 'dark', label: t.dark },
          { value: 'auto', label: t.auto },
        ]}
      />
      <Segmented
        label={t.language}
        value={look.language}
        onChange={(chosen) => choose({ language: chosen })}
        options={[
          { value: 'zh', label: t.zh },
          { value: 'en', label: t.en },
        ]}
      />
      <TextField
        label={t.accent}
        hint={t.accentHint}
        value={look.accent}
        {...at('accent')}
        spellCheck={false}
        onChange={({ target }) => choose({ accent: target.value })}
      />
      <TextField
        label={t.radius}
        hint={t.radiusHint}
        value={look.radius}
        {...at('radius')}
        inputMode="numeric"
        onChange={({ target }) => choose({ radius: target.value })}
      />
    </>
  )
}
