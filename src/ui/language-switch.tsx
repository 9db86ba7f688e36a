import { Segmented } from './field.tsx'
import { useLanguage } from './language.tsx'

export function LanguageSwitch({ label, hideLabel }: { label: string; hideLabel?: boolean }) {
  const { language, setLanguage } = useLanguage()
  return (
    <Segmented
      label={label}
      hideLabel={hideLabel}
      value={language}
      onChange={setLanguage}
      options={[
        { value: 'zh', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
    />
  )
}
