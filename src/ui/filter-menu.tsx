import { Button } from './button.tsx'
import { Checkbox, SelectField, TextField } from './field.tsx'
import type { FilterField, FilterProps } from '../lib/filter-fields.ts'
import { useText } from './language.tsx'
import { listMessages } from './list-messages.ts'
import { Menu } from './menu.tsx'

/** All filters of a list except its state. */
export function FilterMenu({ fields, ...props }: FilterProps) {
  const t = useText(listMessages)
  return (
    <Menu label={t.filter} align="narrow-left">
      <div className="grid w-[min(420px,calc(100vw-72px))] gap-4 sm:grid-cols-2">
        {fields.map((field) => (
          <Field key={field.label} field={field} {...props} />
        ))}
      </div>
    </Menu>
  )
}

function Field({ field, filters, onChange }: Omit<FilterProps, 'fields'> & { field: FilterField }) {
  const t = useText(listMessages)
  const set = (more: FilterProps['filters']) => onChange({ ...filters, ...more })
  switch (field.kind) {
    case 'days': {
      const { label, recent, names = { from: 'from', to: 'to' } } = field
      return (
        <>
          {recent && (
            <div className="flex flex-wrap gap-2 sm:col-span-2">
              <Button onClick={() => set(recent(1))}>{t.today}</Button>
              <Button onClick={() => set(recent(7))}>{t.lastDays(7)}</Button>
              <Button onClick={() => set(recent(30))}>{t.lastDays(30)}</Button>
            </div>
          )}
          <TextField
            type="date"
            label={label}
            value={filters[names.from] ?? ''}
            onChange={(event) => set({ [names.from]: event.target.value })}
          />
          <TextField
            type="date"
            label={t.to}
            value={filters[names.to] ?? ''}
            min={filters[names.from]}
            onChange={(event) => set({ [names.to]: event.target.value })}
          />
        </>
      )
    }
    case 'text':
      return (
        <TextField
          label={field.label}
          value={filters[field.name] ?? ''}
          onChange={(event) => set({ [field.name]: event.target.value })}
        />
      )
    case 'choice':
      return (
        <SelectField
          label={field.label}
          placeholder={t.any}
          options={[...field.options]}
          value={filters[field.name] ?? ''}
          onChange={(event) => set({ [field.name]: event.target.value })}
        />
      )
    case 'tick':
      return (
        <div className="self-end pb-2">
          <Checkbox
            label={field.label}
            checked={filters[field.name] === '1'}
            onChange={(event) => set({ [field.name]: event.target.checked ? '1' : '' })}
          />
        </div>
      )
  }
}
