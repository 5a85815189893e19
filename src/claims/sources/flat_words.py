"""The words by which the end of a flattened entry is cut: those of comments, of places, and of names.

Compared without case, except CAMEL. A word that is also a common given or family name ("Grant", "Paris", "Chase",
"Major") must not be added to COMMENT_WORDS: it would pull authors into the comment.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMENT_WORDS = _words("""
    acceptance accepted access accompanying adv. algorithm algorithms also american analysis and ann. annual apparatus
    appear appeared appears appendices appendix appl. applications applied apr. architecture architectures article
    articles artifact artifacts artificial asia-pacific asian associated association astron. astronomy astrophys. aug.
    australasian authors automata automatic automation available award best beta big-data bioinformatics biol. book
    book-chapter brief bulletin camera camera-ready cameras cargese challenge chapter chem. circuits clean cloud
    cluster clusters code codes combinatorics comm. comment comments commun. communication communications comp.
    companion compilers complex complexity component components comput computation computational computer computers
    computing concurrency concurrent conf. conference conferences contents control copyright correct corrected
    corrections course cryptography cyber-physical data database databases dataset datasets dec. december decision
    demo demonstration dependable design detailed development devices diagrams digital discovery discrete dissertation
    distrib. distributed doctoral document documentation draft dynamics early economics edge edition editor editors
    education efficient eight eighth electr. electron. eleven eleventh elsevier embedded energy eng. engineering
    english entire environments european evaluation expanded experience experimental experiments explore extended
    extension fall fault-tolerant feb. february fifteenth fifth fig figs figure figures final findings first five
    forthcoming forty forum foundations four fourteenth fourth french friday full fundamenta future games generation
    german github global graph graphs grid group hardware high-performance hot human-computer hybrid ieee ieee/acm
    implementation improved in-memory incl included includes industrial industry inf. informatics information
    innovations instrum. instrumentation int. integration intelligence intelligent interactive interfaces
    international internet intl. introduction invited issue issues italian j. jan. january journal journals journées
    july keynote keywords knowledge language languages latex learning lect. lecture lett. letters library license
    licensed list listing listings logic logical machine machines magazine management manuscript manuscripts mar.
    march masters math. mathematical mathematics maths measurement mech. mechanics medicine meeting memory meth.
    methodology methods mini-conference minor mobile model modeling modelling models monday multi multimedia narrative
    nature network networked networking networks neural new new-generation nine ninth no. note notes notes. nov.
    november nucl. nuclear numerical oct. october one ongoing online open operating operations optimization oral
    original outstanding page pages panel paper papers parallel parallel. pattern performance perspectives pervasive
    ph.d phd phys. physical physics please position poster posters pp. ppopp practical practice practices pre-print
    preliminary preprint preprints presentation presented press principles privacy probability problem problems proc
    proc. procedia procedures proceedings process processing processors production program programming programs
    project proof proofs proposal protocol protocols publication publications published quantum ready real-time
    reasoning recent recognition reconfigurable record references reliability reliable report reports representation
    reproducibility res. research research-track resources rev. review reviews revised revision robotics robots robust
    russian safety satellite saturday scalable sci. science sciences scientific second secure security semantic
    seminar sensor sensors sep. sept. september series service services session seven seventh short signal simulation
    simulations six sixth slides soc. society softw. software solutions source spanish special spotlight spring
    springer springer-verlag standards statistics storage strategy structures student studies study submission submit
    submitted summary summit sunday supercomputing supplement supplemental supplementary supporting surv. survey
    surveys symp. symposia symposium synthesis syst. system systems table tables talk technical technologies
    technology telecommunications ten tenth test tests text the theor. theoretical theory these theses thesis things
    third thirteenth thirty this three thursday tools topics tr track traffic trans trans. transactions transportation
    tuesday tutorial tutorials twelfth twelve twenty two ubiquitous under unpublished update updated updates vehicular
    verification version version1 versions video view virtual vision vlsi vol. volume web wednesday white-paper
    whitepaper wip wireless wkshp word work work-in-progress working workshop workshops world www
""")  # fmt: skip

GROUPS = _words("collaboration collaborations behalf")
"""Words of an author who is a group: "the CMS Collaboration", "on behalf of"."""

PLACES = _words("""
    algeria angeles arabia argentina athens atlanta austin australia austria baden bangalore bangladesh barcelona
    beijing belgium berlin bologna boston brazil brussels bulgaria california cambridge canada chicago chile china
    colombia colorado copenhagen costa croatia cyprus czech czechia dagstuhl dallas delft delhi denmark diego dresden
    dubai dublin edinburgh egypt emirates england estonia ethiopia europe finland florence france francisco geneva
    germany ghana glasgow greece grenoble guangzhou hague hamburg hawaii heidelberg helsinki hong honolulu houston
    hungary hyderabad iceland illinois india indonesia iran iraq ireland israel istanbul italy japan kenya kolkata
    kong korea kyoto lanka las latvia lausanne leipzig lisbon lithuania liverpool london los luxembourg lyon macedonia
    madrid malaysia malta manchester massachusetts melbourne mexico miami milan montreal morocco moscow mumbai munich
    netherlands new nice nigeria north norway orlando orleans osaka oslo ottawa oxford pakistan paris pennsylvania
    perth philadelphia philippines pisa pittsburgh poland porto portugal prague puerto qatar republic rica rico rio
    romania rotterdam russia san santa santiago saudi scotland seattle seoul serbia shanghai shenzhen singapore
    slovakia slovenia south spain sri states stockholm stuttgart sweden switzerland sydney taipei taiwan texas
    thailand tokyo toronto toulouse trondheim tunisia turin turkey uk ukraine united uppsala usa utah utrecht valencia
    vancouver vegas venice victoria vienna vietnam virginia wales warsaw washington west wisconsin wuhan york zealand
    zurich zürich
""")  # fmt: skip

CAMEL = (
    "arXiv", "BibTeX", "bioRxiv", "CloudCom", "CoNEXT", "CoRR", "DaMoN", "DVCon", "EasyChair", "EuroSys", "FAccT",
    "FastPath", "GitHub", "GitLab", "GlobeCom", "HotCloud", "HotNets", "HotOS", "HotStorage", "HPCwire", "IEEEtran",
    "IEEExplore", "IEEEXplore", "InfoCom", "IoT", "LaTeX", "LaTex", "LinkedIn", "medRxiv", "MLSys", "MobiCom",
    "MobiHoc", "MobiSys", "NeurIPS", "OpenReview", "PaPoC", "PhD", "PoPETs", "PostScript", "RecSys", "ReScience",
    "RevTeX", "SenSys", "SmartGridComm", "SoC", "SoCC", "SoCG", "SysML", "TechRxiv", "TeX", "TikZ", "WiP", "YouTube",
)  # fmt: skip
"""Names written with a capital inside, where two fields could seem to be glued."""

PARTICLES = _words("al ap bin da das de del della der den di do dos du e el en ibn la le los ter ten van von y zu zur")
"""Lower-case words inside the names of people."""

PREPOSITIONS = _words("a an and at by for from in into of on or the to under via with within &")
"""Words that no comment ends with."""

INSTITUTION = _words("""
    academy center centre college corp corporation department dept dept. faculty gmbh hospital inc inc. institut
    institute institution instituto istituto lab laboratories laboratory labs ltd ltd. school universidad universidade
    universita universitat university università universität université
""")  # fmt: skip
"""Words of an affiliation, which may follow an author."""
