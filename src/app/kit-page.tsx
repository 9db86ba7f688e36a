import { useState } from 'react'
import * as paths from '../contract/paths.ts'
import * as icons from '../ui/icons.tsx'
import { Amount } from '../ui/amount.tsx'
import { Button } from '../ui/button.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Banner, Skeleton, type Tone } from '../ui/feedback.tsx'
import { StatusDot } from '../ui/status-dot.tsx'
import { Checkbox, Segmented, SelectField, TextArea, TextField } from '../ui/field.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { DescriptionList, PageHeader, Section } from '../ui/layout.tsx'
import { Menu } from '../ui/menu.tsx'
import { DataTable } from '../ui/table.tsx'
import { ThemeSwitch } from '../ui/theme-switch.tsx'

const TONES: Tone[] = ['good', 'warn', 'bad', 'info', 'neutral']
const LONG =
  '一个非常非常长的名字，用来看它怎样换行、会不会把旁边的东西挤出去：苏州工业园区湖畔国际旅行社有限责任公司'

/** All UI components in all states. Development only. */
export function Component() {
  const [choice, setChoice] = useState('a')
  const [open, setOpen] = useState(false)
  const options = [
    { value: 'a', label: 'One' },
    { value: 'b', label: 'Two' },
    { value: 'c', label: 'Three' },
  ]
  return (
    <main className="mx-auto max-w-4xl px-5 py-8">
      <PageHeader
        title="Kit"
        detail="Every part in every state"
        back={{ to: '/', label: 'Portal' }}
        actions={<ThemeSwitch label="Theme" words={{ system: 'System', light: 'Light', dark: 'Dark' }} />}
      />
      <Section title="Button">
        <div className="flex flex-wrap gap-2">
          {(['primary', 'secondary', 'quiet', 'danger'] as const).map((look) => (
            <span key={look} className="flex gap-2">
              <Button look={look}>{look}</Button>
              <Button look={look} busy>
                busy
              </Button>
              <Button look={look} disabled>
                disabled
              </Button>
            </span>
          ))}
          <Button look="primary" size="large">
            large
          </Button>
        </div>
      </Section>
      <Section title="Field">
        <div className="grid gap-4 md:grid-cols-3">
          <TextField label="Empty" placeholder="Placeholder" />
          <TextField label="Filled" defaultValue="李雷" hint="A hint" required />
          <TextField label="Invalid" defaultValue="1380013800" error="请输入 11 位中国大陆手机号" />
          <TextField label="Disabled" disabled defaultValue="—" />
          <TextField label="Read only" readOnly defaultValue="1990-03-07" />
          <TextField label="Date" type="date" />
          <SelectField label="Select" placeholder="Choose" options={[{ value: 'a', label: LONG }]} />
          <SelectField label="Invalid" error="请填写此项" placeholder="Choose" options={[]} />
          <TextArea label="Text" rows={2} />
          <Checkbox label="Checkbox" defaultChecked />
          <Checkbox label="Invalid" error="请先确认" />
          <Checkbox label="Disabled" disabled />
          <Segmented label="Segmented" value={choice} onChange={setChoice} options={options} />
          <Segmented label="Invalid" value="" onChange={setChoice} options={options} error="请填写此项" />
          <Segmented label="Disabled" value="b" onChange={setChoice} options={options} disabled />
        </div>
      </Section>
      <Section title="Feedback">
        <div className="flex flex-col gap-2">
          {TONES.map((tone) => (
            <Banner key={tone} tone={tone} title={tone} action={<Button>Action</Button>}>
              {LONG}
            </Banner>
          ))}
          <div className="flex flex-wrap gap-5">
            {TONES.map((tone) => (
              <StatusDot key={tone} tone={tone}>
                {tone}
              </StatusDot>
            ))}
          </div>
          <EmptyState action={<Button look="primary">Action</Button>}>One line, one action.</EmptyState>
          <Skeleton label="Loading" rows={2} />
        </div>
      </Section>
      <Section title="Over the page">
        <div className="flex flex-wrap items-end gap-4">
          <Button onClick={() => setOpen(true)}>Dialog</Button>
          <Dialog title="Dialog" open={open} onClose={() => setOpen(false)} closeLabel="Close">
            <TextField label="The first field has the focus" />
          </Dialog>
          <Menu label="Menu">
            <LanguageSwitch label="Language" />
            <Button>Action</Button>
          </Menu>
        </div>
      </Section>
      <Section title="Icons">
        <div className="flex flex-wrap gap-4 text-muted">
          {Object.entries(icons).map(([name, Icon]) => (
            <span key={name} className="flex items-center gap-2 text-small">
              <Icon />
              {name}
            </span>
          ))}
        </div>
      </Section>
      <Section title="Data">
        <DataTable
          label="Rows"
          rows={[
            { name: LONG, fen: 123456 },
            { name: '李雷', fen: null },
          ]}
          rowKey={(row) => row.name}
          to={() => paths.kit}
          columns={[
            { name: 'Name', cell: (row) => row.name },
            { name: 'Wide', wide: true, cell: () => 'From a tablet on' },
            { name: 'Very wide', wide: 'very', cell: () => 'On a desk' },
            { name: 'Amount', align: 'right', cell: (row) => <Amount fen={row.fen} /> },
          ]}
        />
        <div className="h-4" />
        <DescriptionList
          items={[
            ['Number', <CopyText key="n" text="I10136011" label="Copy" copied="Copied" />],
            ['Long', LONG],
          ]}
        />
      </Section>
    </main>
  )
}
