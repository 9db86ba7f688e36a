import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { addRobot } from '../../contract/endpoints/notices.ts'
import {
  AddRobot,
  ROBOT_BRANDS,
  type RobotBrand,
  STAFF_NOTICE_KINDS,
  type StaffNoticeKind,
} from '../../contract/notices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { KindChoice } from './kind-choice.tsx'
import { messages } from './messages.ts'
import { useRobotMutation } from './queries.ts'

export function AddRobotDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(messages)
  return (
    <Dialog title={t.add} open={open} onClose={onClose} closeLabel={t.close}>
      <AddRobotForm onClose={onClose} />
    </Dialog>
  )
}

function AddRobotForm({ onClose }: { onClose(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [brand, setBrand] = useState<RobotBrand>('wecom')
  const [spoken, setSpoken] = useState(language)
  const [typed, setTyped] = useState({ title: '', url: '', secret: '' })
  const [kinds, setKinds] = useState<StaffNoticeKind[]>([...STAFF_NOTICE_KINDS])
  const add = useRobotMutation(addRobot, onClose)
  const signs = brand !== 'wecom'
  const { secret, ...rest } = typed
  const parsed = z.safeParse(AddRobot, {
    ...rest,
    brand,
    kinds,
    language: spoken,
    ...(signs && secret && { secret }),
  })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: add.error })
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    ...faults.at(name),
    onChange: ({ target }: { target: { value: string } }) => {
      setTyped({ ...typed, [name]: target.value })
      add.reset()
    },
  })
  function submit() {
    if (faults.press() && parsed.success && !add.isPending) add.mutate({ body: parsed.data })
  }
  return (
    <Form
      name="add-robot"
      faults={faults}
      onSubmit={submit}
      onBlur={faults.onBlur}
      className="flex flex-col gap-4"
    >
      <Segmented
        label={t.brand}
        value={brand}
        options={ROBOT_BRANDS.map((value) => ({ value, label: t[value] }))}
        onChange={(next) => {
          setBrand(next)
          add.reset()
        }}
      />
      <TextField label={t.robotTitle} hint={t.robotTitleHint} required {...field('title')} />
      <TextField label={t.url} hint={t.urlHint} type="url" required spellCheck={false} {...field('url')} />
      {signs && <TextField label={t.secret} hint={t.secretHint} spellCheck={false} {...field('secret')} />}
      <KindChoice kinds={kinds} onChange={setKinds} />
      <Segmented
        label={t.language}
        value={spoken}
        options={(['zh', 'en'] as const).map((value) => ({ value, label: t[value] }))}
        onChange={(next) => setSpoken(next)}
      />
      <FormAnswer />
      <FormButtons submit={t.add} busy={add.isPending} cancel={t.cancel} onCancel={onClose} />
    </Form>
  )
}
