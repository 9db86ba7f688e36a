import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { call } from '../../api/call.ts'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { saveMemberNote } from '../../contract/endpoints/members.ts'
import { type MemberDetail, SaveMemberNote } from '../../contract/members.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { Section } from '../../ui/layout.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { messages } from './messages.ts'
import { memberKey } from './queries.ts'

/** Our own note on a member, which the platform does not get. */
export function MemberNote({ member }: { member: MemberDetail }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [note, setNote] = useState(member.note)
  const params = { memberId: member.memberId }
  const save = useMutation({
    mutationFn: (body: SaveMemberNote) => call(saveMemberNote, { params, body }),
    onSuccess: (data) => client.setQueryData(memberKey(data), data),
  })
  const parsed = z.safeParse(SaveMemberNote, { note })
  const faults = useFaults({ language, found: issuesOf(parsed.error), failure: save.error })
  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  return (
    <Section title={t.note}>
      <Form name="member-note" faults={faults} onSubmit={submit} className="flex flex-col gap-3">
        <TextArea
          label={t.note}
          hideLabel
          hint={t.noteHint}
          rows={5}
          value={note}
          {...faults.at('note')}
          onChange={({ target }) => {
            setNote(target.value)
            save.reset()
          }}
        />
        <FormAnswer />
        <div className="flex items-center gap-3">
          <Button type="submit" busy={save.isPending}>
            {t.saveNote}
          </Button>
          <span role="status" className="text-good">
            {save.isSuccess && t.saved}
          </span>
        </div>
      </Form>
      <LeaveGuard dirty={note.trim() !== member.note} />
    </Section>
  )
}
