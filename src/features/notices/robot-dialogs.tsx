import { useState } from 'react'
import { NONE, useFaults } from '../../api/use-faults.ts'
import { changeRobot, removeRobot } from '../../contract/endpoints/notices.ts'
import type { Robot } from '../../contract/notices.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { KindChoice } from './kind-choice.tsx'
import { messages } from './messages.ts'
import { useRobotMutation } from './queries.ts'

type Props = { robot: Robot | undefined; onClose(): void }

export function ChangeRobotDialog({ robot, onClose }: Props) {
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
  const faults = useFaults({ language, found: NONE, failure: change.error })
  return (
    <Form
      name="change-robot"
      faults={faults}
      onSubmit={() => change.mutate({ params: { id: robot.id }, body: { kinds } })}
      className="flex flex-col gap-4"
    >
      <KindChoice kinds={kinds} onChange={setKinds} />
      <FormAnswer />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={change.isPending}>
          {t.save}
        </Button>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </Form>
  )
}

export function RemoveRobotDialog({ robot, onClose }: Props) {
  const t = useText(messages)
  const { language } = useLanguage()
  const remove = useRobotMutation(removeRobot, onClose)
  const faults = useFaults({ language, found: NONE, failure: remove.error })
  return (
    <Dialog
      title={robot ? t.removeTitle(robot.title) : ''}
      open={robot !== undefined}
      onClose={onClose}
      closeLabel={t.close}
    >
      {robot && (
        <Form
          name="remove-robot"
          faults={faults}
          onSubmit={() => remove.mutate({ params: { id: robot.id } })}
          className="flex flex-col gap-4"
        >
          <p>{t.removeText}</p>
          <FormAnswer />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="danger" busy={remove.isPending}>
              {t.removeSubmit}
            </Button>
            <Button onClick={onClose}>{t.cancel}</Button>
          </div>
        </Form>
      )}
    </Dialog>
  )
}
