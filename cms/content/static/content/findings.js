/* Says beside each field what the rules find there, as the form stands. It never keeps anybody from saving. */
(() => {
    const LOOK = 500; // milliseconds between two looks at the form
    const PAUSE = 1000; // milliseconds without a change before it asks
    const AGAIN = 5000; // milliseconds before it asks again what was not answered

    const element = (tag, properties, ...children) => {
        const made = Object.assign(document.createElement(tag), properties);
        made.append(...children);
        return made;
    };

    class Findings {
        constructor(form, address) {
            this.form = form;
            this.address = `${address}?bevindingen=1`;
            this.said = element('summary', { textContent: 'Bevindingen' });
            this.list = element('ul', {});
            this.panel = element('details', { className: 'findings' }, this.said, this.list);
            this.live = element('p', { className: 'w-sr-only', role: 'status' });
            (form.querySelector('.w-panel') ?? form.firstElementChild).before(this.panel, this.live);
            this.seen = '';
            this.asked = null;
            setInterval(() => this.look(), LOOK);
        }

        /* The text editors tell nobody when they change a hidden field, so the whole form is compared. */
        look() {
            const held = new URLSearchParams(new FormData(this.form)).toString();
            if (held !== this.seen) {
                this.seen = held;
                this.since = Date.now();
            } else if (held !== this.asked && Date.now() - this.since >= PAUSE) {
                this.asked = held;
                this.ask();
            }
        }

        async ask() {
            this.asking?.abort();
            this.asking = new AbortController();
            const { signal } = this.asking;
            try {
                const answer = await fetch(this.address, { method: 'POST', body: new FormData(this.form), signal });
                if (answer.redirected || answer.status === 403) {
                    this.tell('Je bent uitgelogd. Log in in een nieuw tabblad en bewaar daarna hier.', []);
                } else if (answer.ok) {
                    this.show(await answer.json());
                } else {
                    this.askAgain();
                }
            } catch (error) {
                if (error.name !== 'AbortError') this.askAgain();
            }
        }

        askAgain() {
            this.tell('De bevindingen zijn nu niet op te halen.', []);
            this.asked = null;
            this.since = Date.now() + AGAIN - PAUSE;
        }

        show({ onleesbaar, ontbreekt, bevindingen }) {
            if (onleesbaar) return; // half filled in: what was found before stays
            const blocking = bevindingen.filter(({ niveau }) => niveau === 'blocking').length;
            let told = bevindingen.length ? `Bevindingen: ${bevindingen.length}` : 'Geen bevindingen';
            if (blocking) told += ` (${blocking} ${blocking === 1 ? 'blokkeert' : 'blokkeren'} de uitgave)`;
            if (ontbreekt) told = `Nog niet te publiceren: ${ontbreekt}`;
            this.tell(told, bevindingen);
        }

        tell(told, found) {
            this.form.querySelectorAll('.findings__at-field').forEach((note) => this.forget(note));
            this.list.replaceChildren(...found.map((one, index) => this.line(one, index)));
            this.panel.toggleAttribute('data-blocking', found.some(({ niveau }) => niveau === 'blocking'));
            if (this.said.textContent !== told) {
                this.said.textContent = told;
                this.live.textContent = told;
            }
        }

        line({ veld, rij, label, niveau, tekst }, index) {
            const text = `${label}: ${tekst}`;
            const place = this.row(rij) ?? this.place(veld);
            if (!place) return element('li', {}, text);
            this.mark(place, tekst, niveau, `bevinding-${index}`);
            const jump = element('button', { type: 'button', className: 'findings__jump', textContent: text });
            jump.addEventListener('click', () => this.jump(place));
            return element('li', {}, jump);
        }

        row(prefix) {
            return prefix ? document.getElementById(`inline_child_${prefix}`)?.querySelector('.w-panel') : null;
        }

        /* The wrapper of a field, or the section that holds the rows of that name. */
        place(name) {
            if (!name) return null;
            const field = this.form.elements.namedItem(name);
            const one = field instanceof RadioNodeList ? field[0] : field;
            if (one) return one.closest('[data-field-wrapper], .w-field__wrapper, .w-panel');
            return document.getElementById(`id_${name}-FORMS`)?.closest('.w-panel') ?? null;
        }

        mark(place, text, level, id) {
            const note = element('p', { className: 'findings__at-field', id, textContent: text });
            note.toggleAttribute('data-blocking', level === 'blocking');
            (place.querySelector('.w-panel__content') ?? place).append(note);
            this.described(place, (ids) => [...ids, id]);
        }

        forget(note) {
            const place = note.closest('[data-field-wrapper], .w-field__wrapper, .w-panel');
            this.described(place, (ids) => ids.filter((id) => id !== note.id));
            note.remove();
        }

        described(place, change) {
            const input = this.input(place);
            if (!input) return;
            const ids = change((input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
            if (ids.length) input.setAttribute('aria-describedby', ids.join(' '));
            else input.removeAttribute('aria-describedby');
        }

        input(place) {
            const wanted = '[contenteditable="true"], input:not([type="hidden"]), select, textarea';
            return place.querySelector(wanted) ?? place.querySelector('.w-panel__content button');
        }

        jump(place) {
            for (let panel = place.closest('.w-panel'); panel; panel = panel.parentElement.closest('.w-panel')) {
                panel.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
            }
            place.scrollIntoView({ block: 'center' });
            this.input(place)?.focus();
        }
    }

    document.addEventListener('DOMContentLoaded', () => {
        const form = document.querySelector('form[data-edit-form]');
        const address = document.querySelector('[data-w-preview-url-value]')?.dataset.wPreviewUrlValue;
        if (form && address) new Findings(form, address);
    });
})();
