"""What other programs put on the clipboard."""

WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/x/AppData/Local/Temp/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:12.0pt;} @list l0 {mso-list-id:1;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1><span lang=EN-GB>Ministers meet over <b>fuel</b> crisis<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=EN-GB>Ministers met on
<b style='mso-bidi-font-weight:normal'>Tuesday</b> in&nbsp;Caracas, said <i>El Nacional</i>.
<a href="https://example.org/report?id=4&amp;utm_source=x&amp;lang=en">The report</a> was “leaked”.\
<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-GB><o:p>&nbsp;</o:p></span></p>
<h2><span lang=EN-GB>What happens next<o:p></o:p></span></h2>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp; </span>
</span></span><![endif]><span lang=EN-GB>First demand<o:p></o:p></span></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp; </span>
</span></span><![endif]><span lang=EN-GB>Second <b>demand</b><o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.
</span>Counted</p>
<p class=MsoNormal>A <del cite="mailto:x">deleted </del><ins cite="mailto:x">inserted </ins>word and
a footnote<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>.</p>
<p class=MsoNormal>·&nbsp; typed bullet</p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Cell A</p></td>
<td><p class=MsoNormal>Cell B</p></td></tr></table>
<p class=MsoNormal><img width=400 src="file:///C:/Users/x/AppData/Local/Temp/clip_image001.png"></p>
<!--EndFragment--></body></html>"""

WORD_PASTED = """\
<h2>Ministers meet over fuel crisis</h2>
<p>Ministers met on <strong>Tuesday</strong> in Caracas, said <em>El Nacional</em>. \
<a href="https://example.org/report?id=4&amp;lang=en">The report</a> was “leaked”.</p>
<h2>What happens next</h2>
<ul><li><p>First demand</p></li><li><p>Second <strong>demand</strong></p></li></ul>
<ol><li><p>Counted</p></li></ol>
<p>A inserted word and a footnote.</p>
<ul><li><p>typed bullet</p></li></ul>
<p>Cell A</p>
<p>Cell B</p>"""

GOOGLE_DOCS = """\
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5b1c2f3e-7fff-1234">\
<h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">\
The background</span></h2><p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;\
white-space:pre-wrap;">The talks began in </span><span style="font-weight:700;">Doha</span>\
<span style="font-weight:400;font-style:italic;"> after weeks</span><span style="font-weight:400;">\
 of delay, says </span><a href="https://www.google.com/url?q=https://www.example.org/story&amp;sa=D">\
<span style="color:#1155cc;font-weight:400;text-decoration:underline;">a source</span></a>\
<span>.</span></p><br><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" \
aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">Point one</span></p>\
</li><li dir="ltr" aria-level="1"><p dir="ltr"><span style="font-weight:400;">Point two</span></p>\
</li></ul><br /><p dir="ltr"><span style="font-weight:400;">Last line.</span></p></b>\
<br class="Apple-interchange-newline">"""

GOOGLE_DOCS_PASTED = """\
<h2>The background</h2>
<p>The talks began in <strong>Doha</strong><em> after weeks</em> of delay, says \
<a href="https://www.example.org/story">a source</a>.</p>
<ul><li><p>Point one</p></li><li><p>Point two</p></li></ul>
<p>Last line.</p>"""

WIRE = """\
BC-TALKS/UPDATE 2 (URGENT)\r
\r
CARACAS, Nov 22 (Agency) - The government said on Sunday it\r
would return to talks with the opposition next week, a shift\r
after months of stalemate.\r
\r
"We are ready," a spokesman told reporters. He gave no\r
date.\r
\r
    The opposition did not reply.\r
"""

WIRE_PASTED = """\
<h2>BC-TALKS/UPDATE 2 (URGENT)</h2>
<p>CARACAS, Nov 22 (Agency) - The government said on Sunday it would return to talks with the \
opposition next week, a shift after months of stalemate.</p>
<p>"We are ready," a spokesman told reporters. He gave no date.</p>
<p>The opposition did not reply.</p>"""

WIRE_INDENTED = (
    "CARACAS - The government said on Sunday it\nwould return to talks.\n"
    "  A spokesman said the date was open,\nand gave no more.\n  The opposition did not reply."
)

WIRE_INDENTED_PASTED = """\
<p>CARACAS - The government said on Sunday it would return to talks.</p>
<p>A spokesman said the date was open, and gave no more.</p>
<p>The opposition did not reply.</p>"""

LINES = "First paragraph.\nRead more: Fuel prices rise\nSecond.\nRead more: Not written yet\nThird."

HOSTILE = (
    '<p onclick="window.fired=1">x<img src=x onerror="window.fired=1">'
    '<a href="javascript:window.fired=1">j</a></p>'
    '<aside data-read-more="7" onclick="window.fired=1"><script>window.fired=1</script></aside>'
    '<aside data-read-more="x"></aside>'
    '<div data-embed="javascript:window.fired=1"></div>'
    '<figure data-image="1 onerror=1"></figure><svg onload="window.fired=1"></svg>'
    '<iframe src="javascript:parent.fired=1"></iframe><style>*{display:none}</style>'
)

# A story as a web page shows it: each line a paragraph.
STORY = """\
Take a look at the beta version of dw.com. We're not done yet! \
Your opinion can help us make it better.

The government said on Sunday that it would return to talks with the opposition next week.

What happens next

The first round of talks begins in Doha, a spokesman for the government told reporters there.
Key ally: Russia has sent advisers and has promised more of them for the coming year.
Fuel: Prices rose by twelve percent in a single week, and the queues are growing.
Read more: Not written yet
The opposition did not reply to questions.

tj, aw/ng (AP, Reuters, AFP)
"""

STORY_PASTED = """\
<p>The government said on Sunday that it would return to talks with the opposition next week.</p>
<h2>What happens next</h2>
<p>The first round of talks begins in Doha, a spokesman for the government told reporters there.</p>
<dl data-key-points=""><div><dt>Key ally</dt><dd>Russia has sent advisers and has promised more of \
them for the coming year.</dd></div><div><dt>Fuel</dt><dd>Prices rose by twelve percent in a \
single week, and the queues are growing.</dd></div></dl>
<aside data-wanted="Not written yet"></aside>
<p>The opposition did not reply to questions.</p>
<p>tj, aw/ng (AP, Reuters, AFP)</p>"""

STORY_PLAIN = """\
<p>Take a look at the beta version of dw.com. We're not done yet! Your opinion can help us make it \
better.</p>
<p>The government said on Sunday that it would return to talks with the opposition next week.</p>
<p>What happens next</p>
<p>The first round of talks begins in Doha, a spokesman for the government told reporters there. \
Key ally: Russia has sent advisers and has promised more of them for the coming year. Fuel: Prices \
rose by twelve percent in a single week, and the queues are growing. Read more: Not written yet \
The opposition did not reply to questions.</p>
<p>tj, aw/ng (AP, Reuters, AFP)</p>"""

TABLE = """\
<p>Before</p><table><caption>Results</caption><thead><tr><th>Place</th><th>Votes</th></tr></thead>
<tbody><tr><td>c1</td><td>c2 <b>bold</b></td></tr><tr><td>d1</td><td><p>d2</p></td></tr></tbody>
</table><center>one</center><center>two</center><dl><dt>term</dt><dt>other</dt></dl>"""

TABLE_PASTED = """\
<p>Before</p>
<p>Results</p>
<p>Place</p>
<p>Votes</p>
<p>c1</p>
<p>c2 <strong>bold</strong></p>
<p>d1</p>
<p>d2</p>
<p>one</p>
<p>two</p>
<p>term</p>
<p>other</p>"""
