import { type ReactNode, useEffect, useRef } from 'react'
import { announce } from './announcer.tsx'
import { Button } from './button.tsx'
import { DensitySwitch } from './density.tsx'
import { EmptyState } from './empty-state.tsx'
import { Skeleton } from './feedback.tsx'
import { FilterChips } from './filter-chips.tsx'
import type { Chip, FilterField } from '../lib/filter-fields.ts'
import { FilterMenu } from './filter-menu.tsx'
import { useText } from './language.tsx'
import { PageHeader } from './layout.tsx'
import type { ListAddress } from './list-address.ts'
import { listMessages } from './list-messages.ts'
import { ListSearch } from './list-search.tsx'
import { ProblemBanner } from './problem.tsx'
import { InTopBar } from './top-bar.tsx'
import { StateChoice } from './state-choice.tsx'

type Props = {
  texts: {
    title: string
    searchHint: string
    /** The label of the row of states. */
    state: string
    loading: string
    empty: string
    noneFound: string
  }
  /** How many there are, while there are any. */
  total: ReactNode
  actions?: ReactNode
  address: ListAddress
  /** The search is in the top bar, in place of the order search. */
  searchInBar?: boolean
  /** The states to choose from; `''` means all. */
  states: {
    names: readonly string[]
    current: string
    word(state: string): string
    /** How many there are, if known. */
    count?(state: string): string | undefined
    choose(state: string): void
  }
  fields: readonly FilterField[]
  /** Chips of filters that the menu does not offer. */
  chips?: readonly Chip[]
  /** Beside search and filters. */
  tools?: ReactNode
  list: {
    isPending: boolean
    data: unknown
    refetch(): unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage(): unknown
  }
  problem: { title: string; detail: string | undefined } | null
  /** How many rows are shown. */
  count: number
  /** Rows and total answer the filter that is chosen. */
  settled: boolean
  /** The action shown while the list is empty. */
  start: ReactNode
  /** The rows. */
  children: ReactNode
}

/** A list with search, states, filters and pages. */
export function ListPage(props: Props) {
  const {
    texts,
    total,
    actions,
    address,
    searchInBar = false,
    states,
    fields,
    chips = [],
    tools,
    list,
    problem,
    count,
  } = props
  const t = useText(listMessages)
  const { q, state, narrowed, change, searchFor, clear } = address
  useAnnounced(JSON.stringify([q, state.filters]), props.settled && t.results(count, list.hasNextPage))
  const filter = {
    fields,
    filters: state.filters,
    onChange: (filters: typeof state.filters) => change({ filters }),
  }
  const search = (
    <ListSearch
      label={t.search}
      hint={texts.searchHint}
      searched={q}
      inBar={searchInBar}
      onSearch={searchFor}
    />
  )
  const more = (
    <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {count > 0 ? t.more : t.searchOlder}
    </Button>
  )
  return (
    <>
      <PageHeader title={texts.title} detail={count > 0 && total} actions={actions} />
      {searchInBar ? <InTopBar>{search}</InTopBar> : <div className="mb-3">{search}</div>}
      <div className="mb-1 flex flex-wrap items-start justify-between gap-x-5">
        <StateChoice
          label={texts.state}
          states={['', ...states.names]}
          current={states.current}
          word={(one) => (one === '' ? t.all : states.word(one))}
          {...(states.count && { count: states.count })}
          onChoose={states.choose}
        />
        <div className="mb-2 ml-auto flex items-center gap-4 max-md:w-full max-md:justify-between">
          <FilterMenu {...filter} />
          <DensitySwitch />
          {tools}
        </div>
      </div>
      <FilterChips {...filter} first={chips} />
      {list.isPending && <Skeleton label={texts.loading} rows={8} />}
      {problem && (
        <ProblemBanner {...problem} action={<Button onClick={() => void list.refetch()}>{t.retry}</Button>} />
      )}
      {Boolean(list.data) && count === 0 && !list.hasNextPage && (
        <EmptyState action={narrowed ? <Button onClick={clear}>{t.clear}</Button> : props.start}>
          {narrowed ? texts.noneFound : texts.empty}
        </EmptyState>
      )}
      {count === 0 && list.hasNextPage && <EmptyState action={more}>{t.noneSoFar}</EmptyState>}
      {count > 0 && props.children}
      {count > 0 && list.hasNextPage && <div className="mt-4 text-center">{more}</div>}
    </>
  )
}

/** Tells screen readers what a new search or filter has found. */
function useAnnounced(asked: string, found: string | false): void {
  const told = useRef(asked)
  useEffect(() => {
    if (!found || told.current === asked) return
    told.current = asked
    announce(found)
  }, [asked, found])
}
