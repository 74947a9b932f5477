/**
 * The only code a public page sends: on a wide screen a figure opens its evidence beside the text. Without it, or on a phone, the
 * same link opens the same evidence on its own page.
 */
class EvidencePanel extends HTMLElement {
  #asked: AbortController | null = null

  connectedCallback(): void {
    document.addEventListener('click', this)
  }

  disconnectedCallback(): void {
    document.removeEventListener('click', this)
  }

  handleEvent(event: MouseEvent): void {
    const figure = (event.target as Element).closest<HTMLAnchorElement>('a.fig')
    const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (!figure || elsewhere || !matchMedia('(min-width: 60rem)').matches || this.contains(figure)) return
    event.preventDefault()
    this.open(figure).catch(() => location.assign(figure.href))
  }

  async open(figure: HTMLAnchorElement): Promise<void> {
    this.#asked?.abort()
    this.#asked = new AbortController()
    const address = new URL(figure.href)
    address.searchParams.set('panel', '1')
    this.setAttribute('aria-busy', 'true')
    try {
      const answer = await fetch(address, { signal: this.#asked.signal })
      if (!answer.ok) throw new Error(String(answer.status))
      const panel = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.evidence')
      if (!panel) throw new Error('no panel')
      this.replaceChildren(...panel.childNodes)
      for (const open of document.querySelectorAll('.fig.open')) open.classList.remove('open')
      figure.classList.add('open')
      this.scrollTop = 0
      this.focus({ preventScroll: true })
    } catch (error) {
      if ((error as Error).name !== 'AbortError') throw error
    } finally {
      this.removeAttribute('aria-busy')
    }
  }
}

customElements.define('evidence-panel', EvidencePanel)

// A filter that is chosen is a filter that is wanted.
for (const select of document.querySelectorAll<HTMLSelectElement>('form.filters select'))
  select.addEventListener('change', () => select.form?.requestSubmit())

export {}
