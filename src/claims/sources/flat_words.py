"""The words by which the end of a flattened entry is cut: what comments say, where conferences are, how names are built.

Compared without case, except CAMEL. A word that is also a common given or family name ("Grant", "Paris", "Chase",
"Major") must not be added to COMMENT_WORDS: it would pull authors into the comment.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMENT_WORDS = _words("""
    accepted acceptance access algorithm algorithms also american analysis and annual apparatus appear appeared appears
    appendices appendix applications applied architecture architectures article articles artifact artifacts artificial
    asian asia-pacific associated association astronomy australasian authors automata automatic automation award best
    beta big-data bioinformatics book book-chapter brief bulletin cameras camera camera-ready cargese challenge chapter
    circuits clean cloud cluster clusters code codes combinatorics comment comments communication communications
    companion compilers complex complexity component components comput computation computational computer computers
    computing concurrency concurrent conference conferences contents control copyright correct corrected corrections
    course cryptography cyber-physical data database databases dataset datasets decision demo demonstration dependable
    design detailed development devices diagrams digital discovery discrete dissertation distributed doctoral document
    documentation draft dynamics early economics edge edition editor editors education efficient elsevier embedded
    energy engineering english entire environments european evaluation experience experimental experiments expanded
    explore extended extension fault-tolerant fig figs figure figures final findings forthcoming forum foundations
    french full fundamenta future games generation german github global graph group graphs grid hardware
    high-performance hot human-computer hybrid ieee ieee/acm implementation improved in-memory included includes
    incl industrial industry informatics information innovations instrumentation integration intelligence intelligent
    interactive interfaces international internet introduction invited issue issues italian journal journals journées
    keynote keywords knowledge language languages latex learning lecture letters library license licensed list listing
    listings logic logical machine machines magazine management manuscript manuscripts masters
    mathematical mathematics maths measurement mechanics medicine meeting memory methodology methods mini-conference
    minor mobile model modeling modelling models multi multimedia narrative nature network networked networking networks
    neural new new-generation note notes nuclear numerical ongoing online open operating operations optimization oral
    original outstanding page pages panel paper papers parallel pattern performance perspectives pervasive phd ph.d
    physical physics position poster posters ppopp practical practice practices pre-print preliminary preprint preprints
    presentation presented press principles privacy probability problem problems procedia procedures proceedings
    proc process processing processors production program programming programs project proof proofs proposal protocol
    protocols published publication publications quantum ready real-time reasoning recent record recognition
    reconfigurable references reliability reliable report reports representation reproducibility research research-track
    resources revised revision review reviews robotics robots robust russian safety satellite scalable sciences science
    scientific secure security seminar semantic sensors sensor series service services session short signal
    simulation simulations slides society software solutions source spanish special spotlight fall spring springer
    springer-verlag standards statistics strategy storage structures student studies study submission submitted submit summary
    summit supercomputing supplement supplemental supplementary supporting survey surveys symposium symposia synthesis
    system systems table tables talk test tests technical technologies technology telecommunications text theoretical theory theses
    thesis things tools topics tr track traffic trans transactions transportation tutorial tutorials ubiquitous under
    unpublished update updated updates vehicular verification version versions version1 video view virtual vision
    vlsi volume web whitepaper white-paper wip wireless wkshp word work work-in-progress working workshop
    workshops world www
    january february march july september october november december jan. feb. mar. apr. aug. sept.
    sep. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty
    this these the please available accompanying
    comp. sci. conf. int. intl. symp.
    proc. vol. no. pp. phys. rev. lett. math. appl. syst. trans. j. lect. notes. ann. eng. softw. soc. inf. theor. adv.
    commun. comm. distrib. parallel. electron. electr. surv. res. mech. chem. biol. astron. astrophys. nucl. instrum. meth.
""")  # fmt: skip

GROUPS = _words("collaboration collaborations behalf")
"""Words of an author who is a group: "the CMS Collaboration", "on behalf of"."""

PLACES = _words("""
    angeles austin baden costa czech dallas diego florence francisco hague hong houston korea las los lyon new nice north
    orlando paris porto puerto rica rico rio santa santiago san saudi south sri lanka sydney united victoria west zealand
    algeria argentina arabia atlanta athens australia austria bangalore bangladesh barcelona beijing belgium berlin
    bologna boston brazil brussels bulgaria california cambridge canada chicago chile china colorado colombia
    copenhagen croatia cyprus czechia dagstuhl delft delhi denmark dresden dubai dublin edinburgh egypt emirates england
    estonia ethiopia europe finland france geneva germany ghana glasgow greece grenoble guangzhou hamburg hawaii
    heidelberg helsinki honolulu hungary hyderabad iceland illinois india indonesia iran iraq ireland israel istanbul
    italy japan kenya kolkata kong korea kyoto latvia lausanne leipzig lisbon lithuania liverpool london luxembourg
    macedonia madrid malaysia malta manchester massachusetts melbourne mexico miami milan montreal morocco moscow mumbai
    munich netherlands nigeria norway orleans osaka oslo ottawa oxford pakistan pennsylvania perth philadelphia
    philippines pisa pittsburgh poland portugal prague qatar republic romania rotterdam russia scotland seattle seoul
    serbia shanghai shenzhen singapore slovakia slovenia spain states stockholm stuttgart sweden switzerland taipei
    taiwan texas thailand tokyo toronto toulouse trondheim tunisia turin turkey uk ukraine uppsala usa utah utrecht
    valencia vancouver vegas venice vienna vietnam virginia wales warsaw washington wisconsin wuhan york zurich zürich
""")  # fmt: skip

CAMEL = (
    "BibTeX", "CloudCom", "CoNEXT", "CoRR", "EasyChair", "EuroSys", "DaMoN", "DVCon", "FAccT", "FastPath", "GitHub", "GitLab",
    "GlobeCom", "HotCloud", "HotOS", "HotNets", "HotStorage", "HPCwire", "IEEEtran", "IEEEXplore", "IEEExplore", "IoT", "InfoCom", "LaTeX", "LaTex", "LinkedIn",
    "MLSys", "MobiCom", "MobiHoc", "MobiSys", "NeurIPS", "OpenReview", "PaPoC", "PhD", "PoPETs", "PostScript", "RecSys",
    "ReScience", "RevTeX", "SenSys", "SmartGridComm", "SoC", "SoCC", "SoCG", "SysML", "TechRxiv", "TeX", "TikZ", "WiP", "YouTube",
    "bioRxiv", "arXiv", "medRxiv",
)  # fmt: skip
"""Names written with a capital inside, where two fields could seem to be glued."""

PARTICLES = _words("al ap bin da das de del della der den di do dos du e el en ibn la le los ter ten van von y zu zur")
"""Lower-case words inside the names of people."""

PREPOSITIONS = _words("a an and at by for from in into of on or the to under via with within &")
"""Words that no comment ends with."""

INSTITUTION = _words("""
    academy center centre college corporation corp department dept. dept faculty gmbh hospital inc inc. institute institut
    institution instituto istituto lab laboratories laboratory labs ltd ltd. school universidad universidade universita
    università universitat universität université university
""")  # fmt: skip
"""Words of an affiliation, which may follow an author."""
