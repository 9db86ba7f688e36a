import { saveFile } from '../../lib/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { useText } from '../../ui/language.tsx'
import { factorMessages } from './factor-messages.ts'

/** New recovery codes, to be saved now. */
export function RecoveryCodes({ codes, onStored }: { codes: readonly string[]; onStored(): void }) {
  const t = useText(factorMessages)
  const text = codes.join('\n')
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="warn" title={t.codesOnce} />
      <ol
        aria-label={t.codes}
        className="grid grid-cols-1 gap-x-6 gap-y-1 rounded bg-sunken p-3 tabular sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="font-mono whitespace-nowrap">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label={t.copyAll} copied={t.copied} />
        <Button
          onClick={() => saveFile(new Blob([`${text}\n`], { type: 'text/plain' }), `${t.fileName}.txt`)}
        >
          {t.download}
        </Button>
        <Button look="primary" onClick={onStored}>
          {t.stored}
        </Button>
      </div>
    </div>
  )
}
