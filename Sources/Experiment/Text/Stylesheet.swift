/// How a report looks. Colours are those of Okabe and Ito (2008) with darker and lighter relatives
/// where text needs contrast; every one is a variable with a value for the dark.
package enum Stylesheet {
    package static let report = Markup.StaticText(
        """

        :root {
          color-scheme: light dark;
          --paper: #ffffff; --card: #f4f6f8; --ink: #1a1f24; --soft: #57616b; --line: #d5dbe1;
          --tested: #0072b2; --tested-ink: #005b8f; --tint: #0072b21c; --hatch: #0072b233;
          --event: #d55e00; --event-ink: #a84a00; --usual: #7a848e; --neutral: #57616b1f;
          --source: #fff4e0; --source-ink: #6b4500;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14181c; --card: #1e242a; --ink: #e8ecef; --soft: #a9b3bc; --line: #38424b;
            --tested: #56b4e9; --tested-ink: #7cc6f0; --tint: #56b4e924; --hatch: #56b4e938;
            --event: #e69f00; --event-ink: #f0b429; --usual: #98a3ad; --neutral: #a9b3bc26;
            --source: #33290f; --source-ink: #f2d49b;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink);
          font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
        }
        main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 3rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.25rem; line-height: 1.3; margin: 0; font-weight: 650; }
        h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .75rem; font-weight: 650; }
        h3 { font-size: 1rem; margin: 2rem 0 .5rem; font-weight: 650; }
        p { margin: 0 0 .75rem; }
        ul { margin: 0 0 .75rem; padding-left: 1.2rem; }
        li { margin-bottom: .5rem; }
        .points { list-style: none; padding: 0; }
        strong { font-weight: 650; }
        .question { color: var(--soft); margin: .25rem 0 0; }
        .source {
          background: var(--source); color: var(--source-ink); border-radius: .5rem;
          padding: .5rem .75rem; margin: 1rem 0 0; font-size: .875rem;
        }
        .badge { display: inline-block; margin: 1.25rem 0 .5rem; padding: .3rem .85rem; line-height: 1.3;
          border-radius: .6rem; font-size: 1.5625rem; font-weight: 650; letter-spacing: -.01em;
          background: var(--card); border: 2px solid var(--soft); }
        .badge.better, .badge.even { border-color: var(--tested); }
        .badge.worse { border-color: var(--event); }
        .badge.open { border-style: dashed; }
        .lead { font-size: 1.125rem; line-height: 1.45; font-weight: 500; margin: 0 0 1rem;
          text-wrap: pretty; }
        #letter { margin-top: 1.5rem; }
        .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        .caption { color: var(--soft); font-size: .875rem; margin: 0 0 .5rem; }
        .tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 0 0 1rem; }
        .tile { background: var(--card); border-radius: .6rem; padding: .75rem .85rem; display: flex;
          flex-direction: column; }
        .tile dt { font-size: .8rem; line-height: 1.35; color: var(--soft); margin-bottom: auto;
          padding-bottom: .4rem; }
        .tile dd { margin: 0; font-variant-numeric: tabular-nums; }
        .tile .value { font-size: 1.5625rem; line-height: 1.2; font-weight: 600; }
        .tile:last-child .value { font-size: 1.125rem; line-height: 1.3; }
        .tile .note { font-size: .8rem; line-height: 1.4; color: var(--soft); min-height: 2.8em; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .875rem;
          font-variant-numeric: tabular-nums; line-height: 1.4; }
        caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
        th, td { text-align: right; padding: .4rem .5rem; border-bottom: 1px solid var(--line);
          vertical-align: top; font-weight: 400; }
        thead th { color: var(--soft); }
        th, td { overflow-wrap: normal; }
        tbody th, table.text td { overflow-wrap: anywhere; }
        th:first-child { text-align: left; padding-left: 0; min-width: 7rem; }
        table.text th, table.text td { text-align: left; }
        table.text td:last-child { width: 55%; }
        figure { margin: 1.25rem 0; }
        figcaption { font-size: .875rem; color: var(--soft); }
        details > summary { cursor: pointer; list-style-position: inside; border-top: 1px solid var(--line);
          padding-top: 1rem; margin-top: 2rem; }
        summary h2 { display: inline; margin: 0; }
        summary ~ p:first-of-type { margin-top: 1rem; }
        footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem;
          color: var(--soft); font-size: .875rem; }
        :focus-visible { outline: 2px solid var(--tested); outline-offset: 2px; }

        .chart { display: block; width: 100%; height: auto; overflow: visible; }
        .narrow, .paper { display: none; }
        .plot { position: relative; }
        .hint { min-height: 3.2em; margin: 0; padding: .2rem .5rem; font-size: .8rem; line-height: 1.4;
          color: var(--soft); }
        .days { position: absolute; inset: 0; display: flex; padding: 0 15.556% 0 4.722%; }
        .days label { flex: 1; min-width: 0; cursor: crosshair; }
        .days input { position: absolute; width: 1px; height: 1px; margin: 0; opacity: 0; }
        .days label:hover, .days label:has(:checked) { background:
          linear-gradient(var(--event), var(--event)) center / 1px 100% no-repeat; }
        .days label:has(:focus-visible) { outline: 2px solid var(--tested); }
        .tip { position: absolute; left: 0; right: 0; top: calc(100% - 3.4em); min-height: 3.4em;
          padding: .2rem .5rem; border-radius: .4rem; border: 1px solid var(--line);
          background: var(--card); color: var(--ink); font-size: .8rem; line-height: 1.4; opacity: 0;
          pointer-events: none; }
        .days :checked + .tip { opacity: 1; z-index: 1; }
        .days label:hover .tip { opacity: 1; z-index: 2; }
        .days :checked:focus-visible + .tip { z-index: 3; }
        .chart text { font-size: 12px; fill: var(--ink); font-variant-numeric: tabular-nums; }
        .chart .soft { fill: var(--soft); }
        .chart .tested-label { fill: var(--tested-ink); font-weight: 600; }
        .chart .event { fill: var(--event-ink); }
        .grid { stroke: var(--ink); stroke-opacity: .08; }
        .axis, .tick { stroke: var(--soft); stroke-opacity: .6; }
        .switch { stroke: var(--soft); stroke-opacity: .45; }
        .tested-band { fill: var(--tint); }
        .hatch, .cell-hatch { fill: url(#hatch); }
        .lag { fill: var(--neutral); }
        .future { fill: var(--paper); fill-opacity: .55; }
        .worthwhile { stroke: var(--soft); stroke-dasharray: 3 4; }
        .band { fill: var(--ink); fill-opacity: .13; }
        .mean { fill: none; stroke: var(--ink); stroke-width: 2.2; }
        .score { fill: var(--paper); fill-opacity: .55; stroke: var(--usual); stroke-width: 1.2; }
        .tested-score { stroke: var(--tested); }
        .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
        .excluded { fill: none; stroke: var(--soft); stroke-width: 1.1; }
        .missing { stroke: var(--event); stroke-width: 1.4; }
        .flag { fill: var(--event); stroke: var(--event); stroke-width: 1; }
        .food { fill: var(--event); fill-opacity: .8; }
        .legend { list-style: none; padding: 0; margin: .25rem 0 0; display: flex; flex-wrap: wrap;
          gap: .1rem .9rem; font-size: .8rem; color: var(--soft); }
        .chart.swatch { display: inline-block; width: 18px; height: 12px; vertical-align: -1px; }
        .change { fill: none; stroke: var(--event); stroke-width: 1.8; }
        .change-day { fill: var(--event); }
        .chance { fill: var(--event); fill-opacity: .75; }
        .negligible { fill: var(--neutral); }
        .zero { stroke: var(--soft); }
        .density { fill: var(--tested); fill-opacity: .25; }
        .density-line { fill: none; stroke: var(--tested); stroke-width: 1.2; }
        .interval { stroke: var(--ink); stroke-width: 2.4; }
        .estimate { fill: var(--ink); }
        .placebo { stroke: var(--usual); stroke-width: 1.2; stroke-opacity: .7; }
        .true { stroke: var(--tested); }
        .dot { fill: none; stroke: var(--usual); stroke-width: 1.1; }
        .tested-dot { stroke: var(--tested); fill: var(--tint); }
        .phase-mean { stroke: var(--ink); stroke-width: 2; }
        .cell { stroke: var(--line); stroke-width: 1; }
        .empty { fill: none; stroke: var(--soft); stroke-dasharray: 2 2; }
        .usual-cell { fill: var(--neutral); }
        .tested-cell { fill: var(--tint); stroke: var(--tested); }
        .cell-mark { fill: var(--event); }
        .hatch-line { stroke: var(--hatch); stroke-width: 1.4; }

        @media (max-width: 45rem) {
          .days { padding: 0 17.059% 0 10%; }
          .wide { display: none; }
          .narrow { display: block; }
          .plot, .narrow { max-width: 28rem; margin: 0 auto; }
          .tiles { grid-template-columns: repeat(2, 1fr); }
          main { padding-top: 1rem; }
          .badge { font-size: 1.35rem; margin-top: .75rem; }
          .lead { font-size: 1rem; margin-bottom: .5rem; }
          thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
          tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
          tbody th, td { display: block; border: 0; padding: .1rem 0; text-align: left; }
          tbody th { font-weight: 600; min-width: 0; }
          td:empty { display: none; }
          td::before { content: attr(data-label) " "; color: var(--soft); }
          td[data-label=""]::before { content: ""; }
        }
        @page { margin: 16mm 15mm; }
        @page letter { margin: 11mm 15mm; }
        @media print {
          :root {
            color-scheme: light; --paper: #ffffff; --card: #f4f6f8; --ink: #000000; --soft: #404850;
            --line: #b8c0c8; --tested: #0072b2; --tested-ink: #005b8f; --tint: #0072b21c;
            --hatch: #0072b240; --event: #d55e00; --event-ink: #a84a00; --usual: #7a848e;
            --neutral: #57616b1f; --source: #fff4e0; --source-ink: #6b4500;
          }
          html { font-size: 12px; }
          .days, .hint { display: none; }
          #numbers:has(figure), #when:has(figure) {
            display: grid; grid-template-columns: 1fr 84mm; column-gap: 6mm; }
          #numbers > *, #when > h2 { grid-column: 1 / -1; }
          #numbers:has(figure) > div { grid-column: 1; }
          #numbers:has(figure) .tiles { grid-template-columns: repeat(2, 1fr); gap: 5pt; margin: 0; }
          #numbers .tile { padding: 5pt 7pt; }
          #numbers .tile .note { min-height: 0; }
          #picture figure { margin: 0; }
          #numbers > p { margin-top: 5pt; }
          #when > p { grid-column: 1; }
          #numbers > figure { grid-column: 2; align-self: center; margin: 0; }
          #when > figure { grid-column: 2; grid-row: 2 / span 6; align-self: start; margin: 0; }
          #numbers > figure .wide, #when > figure .wide { display: none; }
          #numbers > figure .narrow, #when > figure .narrow { display: block; width: 100%; }
          #letter .paper { max-height: 33mm; }
          body:has(#letter) { font-size: 8pt; line-height: 1.2; page: letter; }
          body:has(#letter) header p { margin-block: 2pt; padding-block: 2pt; }
          body:has(#letter) footer { margin-top: 3pt; padding-top: 2pt; }
          #letter { margin-top: 4pt; }
          #letter p, #letter li { margin-block: 1.4pt; }
          #letter .points, #letter h3 { margin-block: 3pt; }
          #letter figure { margin: 2pt 0; }
          #letter .legend { gap: 0 8pt; font-size: 7pt; line-height: 1.15; margin: 0; }
          #letter .tiles { gap: 4pt; margin: 0; }
          #letter .tile { padding: 2pt 6pt; }
          #letter .tile .note { min-height: 0; }
          #letter .tile dt { padding: 0; line-height: 1.15; }
          #letter .tile .value, #letter .tile:last-child .value { font-size: 12pt; line-height: 1.15; }
          body { font-size: 9.5pt; line-height: 1.4; print-color-adjust: exact;
            -webkit-print-color-adjust: exact; }
          main { max-width: none; padding: 0; }
          .wide, .paper { display: block; max-width: 100%; }
          .narrow, .series .wide { display: none; }
          .badge { font-size: 13.5pt; margin: 5pt 0 3pt; padding: 1pt 7pt; }
          .lead { font-size: 11pt; margin: 3pt 0; }
          figure { margin: 6pt 0; }
          p { margin-bottom: 4pt; }
          h3 { margin: 8pt 0 3pt; }
          .tiles { grid-template-columns: repeat(4, 1fr); }
          figure, tr, .tile, li, h2, h3 { break-inside: avoid; }
          h2, h3, summary, caption { break-after: avoid; }
          h2 { margin: 8pt 0 3pt; }
          details::details-content { content-visibility: visible; display: block; }
          summary { list-style: none; }
        }

        """)
}
