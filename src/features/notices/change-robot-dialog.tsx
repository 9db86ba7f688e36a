import { useState } from 'react'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { changeRobot, removeRobot } from '../../contract/endpoints/notices.ts'
import type { Robot } from '../../contract/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { KindChoice } from './kind-choice.tsx'
import { messages } from './messages.ts'
import { useRobotMutation } from './queries.ts'

/** Changes a robot's notices, or removes the robot. */
export function ChangeRobotDialog({ robot, onClose }: { robot: Robot | undefined; onClose(): void }) {
  const t = useText(messages)
  return (
    <Dialog
      title={robot ? t.changeTitle(robot.title) : ''}
      open={robot !== undefined}
      onClose={onClose}
      closeLabel={t.close}
    >
      {robot && <ChangeForm robot={robot} onClose={onClose} />}
    </Dialog>
  )
}

function ChangeForm({ robot, onClose }: { robot: Robot; onClose(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [kinds, setKinds] = useState(robot.kinds)
  const change = useRobotMutation(changeRobot, onClose)
  const remove = useRobotMutation(removeRobot, onClose)
  const faults = useFaults({ language, found: NONE, failure: change.error ?? remove.error })
  const params = { id: robot.id }
  return (
    <Form
      name="change-robot"
      faults={faults}
      onSubmit={() => change.mutate({ params, body: { kinds } })}
      className="flex flex-col gap-4"
    >
      <KindChoice kinds={kinds} onChange={setKinds} />
      <FormAnswer />
      <FormButtons submit={t.save} busy={change.isPending} cancel={t.cancel} onCancel={onClose} />
      <div className="flex flex-col items-start gap-3 border-t border-line pt-4">
        <p className="text-muted">{t.removeText}</p>
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ params })}>
          {t.removeSubmit}
        </Button>
      </div>
    </Form>
  )
}
