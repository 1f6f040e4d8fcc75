"""Which muscles do the movements of the legs and hips."""

from twitchwise.diary.exercise_muscles_model import MovementRule, rule

__all__ = ["LEG_RULES"]

# Full squats made the knee extensors, the adductors and the gluteus maximus grow, the hamstrings not: Kubo et al. 2019,
# doi 10.1007/s00421-019-04181-y.
_SQUATTERS = "quadriceps gluteus-maximus"
_SQUAT_HELPERS = "adductors erector-spinae"
_LUNGE_HELPERS = "hamstrings adductors gluteus-medius"

LEG_RULES: tuple[MovementRule, ...] = (
    # Shin and calf
    rule(
        "shin raise",
        "tibialis, dorsiflexion, reverse calf, tibia, heel walking, toe raise|lift",
        "tibialis-anterior",
        unless="handstand deadlift",
    ),
    rule("ankle turn", "eversion, ankle eversion", "fibularis-longus"),
    # With bent knees the gastrocnemius is slack: 12 weeks of seated raises made the soleus grow, and not it. Kinoshita
    # et al. 2023, Frontiers in Physiology, doi 10.3389/fphys.2023.1272106.
    rule(
        "seated calf raise",
        "calf seated|bentknee, soleus, heel raise seated",
        "soleus",
        "gastrocnemius",
        unless="press",
    ),
    rule(
        "calf raise",
        "calf, heel raise, gastroc|gastrocnemius, toe press|tip, tiptoe",
        "gastrocnemius soleus",
        "foot",
        unless="deadlift shrug",
    ),
    # Knee and hip, one joint
    rule(
        "leg curl",
        "leg|hamstring|knee curl|flexion, nordic, glute hamstring, razor curl, hamstring "
        "slider|slide|walking|inchworm|machine",
        "hamstrings",
        "gastrocnemius gluteus-maximus",
        unless="reverse bicep",
    ),
    rule(
        "leg extension",
        "leg|knee|quad|thigh extension, terminal knee, reverse nordic",
        "quadriceps rectus-femoris",
        unless="back opposite",
    ),
    rule(
        "adduction", "adductor|adduction|groin|copenhagen, thigh inner|in", "adductors", "gracilis", unless="shoulder"
    ),
    rule(
        "abduction",
        "abductor|abduction|bandwalk|clamshell, fire hydrant, hip circle, leg raise|lift|hold "
        "side|lateral, hip hitch|hike, thigh outer|out, lateral walking, side step band|banded",
        "gluteus-medius tensor-fasciae-latae",
        "gluteus-maximus",
        unless="shoulder rear v hanging plank",
    ),
    rule(
        "hip rotation",
        "hip internal|external|rotation",
        "gluteus-medius tensor-fasciae-latae",
        unless="extension thrust flexion",
    ),
    rule(
        "hip flexion",
        "hip flexion, hipflexor, psoas, leg|knee marching|drive, high knee",
        "rectus-femoris",
        "rectus-abdominis",
        unless="bridge",
    ),
    rule(
        "leg kickback",
        "kickback glute|leg|hip|donkey|kneeling|ankle|quadruped, donkey kick, leg raise|lift|kick "
        "rear|back, rear kick, booty",
        "gluteus-maximus",
        "hamstrings",
        unless="tricep behind",
    ),
    rule("reverse hyperextension", "reverse hyperextension", "gluteus-maximus hamstrings", "erector-spinae"),
    rule(
        "hip extension",
        "hip thrust|extension, bridge, pullthrough, frog pump, glute drive|press|squeeze, hip raise",
        "gluteus-maximus",
        "hamstrings quadriceps",
        unless="side wrestler curl back leg bentknee hanging smith pelvic knee london goodmorning plank neck",
    ),
    rule(
        "hip extension",
        "hip thrust, glute bridge, hip raise oneleg|swiss|ball|foot, bridge oneleg|leg|pelvic|hip",
        "gluteus-maximus",
        "hamstrings quadriceps",
        unless="curl back",
    ),
    # Hinges
    rule("back extension", "goodmorning seated", "erector-spinae", "hamstrings gluteus-maximus"),
    rule("good morning", "goodmorning", "hamstrings erector-spinae", "gluteus-maximus"),
    rule(
        "stiff-legged deadlift",
        "romanian, stiffleg, oneleg deadlift, hip hinge, jefferson curl",
        "hamstrings gluteus-maximus",
        "erector-spinae forearm",
        unless="raise crunch",
    ),
    rule(
        "trap-bar deadlift",
        "deadlift trapbar|car|frame|side|suitcase|rickshaw|cable|kettlebell|leverage|lever",
        "quadriceps gluteus-maximus erector-spinae",
        "hamstrings trapezius forearm",
    ),
    rule(
        "sumo deadlift",
        "deadlift sumo|snatch|clean|wide",
        "hamstrings gluteus-maximus quadriceps",
        "erector-spinae adductors trapezius forearm",
        unless="high",
    ),
    rule(
        "deadlift",
        "deadlift, rack pull, block pull",
        "erector-spinae gluteus-maximus hamstrings",
        "quadriceps trapezius forearm",
        unless="high",
    ),
    rule(
        "kettlebell swing",
        "kettlebell|dumbbell|russian|american|vertical swing, kettlebell hinge",
        "hamstrings gluteus-maximus",
        "erector-spinae deltoid",
    ),
    # Squats, lunges, jumps
    rule(
        "squat and press",
        "thruster|wallball, squat press",
        "quadriceps deltoid",
        "gluteus-maximus triceps",
        unless="leg hip machine getup turkish",
    ),
    rule("lunge and press", "lunge|stepup press", "quadriceps gluteus-maximus deltoid", "triceps hamstrings"),
    rule(
        "leg press",
        "leg|hip press, sled press|hip, pendulum press, press horizontal",
        "quadriceps gluteus-maximus",
        "adductors hamstrings",
        unless="overhead bench floor over turkish getup chest shoulder pallof",
    ),
    rule("hinged squat jump", "jump|hop kneeling", "gluteus-maximus quadriceps"),
    rule("kneeling squat", "squat kneeling", "gluteus-maximus", "quadriceps"),
    rule(
        "one-legged squat",
        "squat split|bulgarian|pistol|oneleg|shrimp|cossack|skater, stepup, step box|up|down|lateral, lunge, curtsy",
        _SQUATTERS,
        _LUNGE_HELPERS,
        unless="turkish getup stretch shoulder press jump",
    ),
    rule(
        "squat",
        "squat, duck walking, wall sit|seat, sissy, hack, sit stand, knee bend",
        _SQUATTERS,
        _SQUAT_HELPERS,
        unless="turkish getup stretch jump row",
    ),
    rule(
        "jump",
        "jump|hop|bound|leap|plyo|plyometric|hurdle|skip|skater|jumpingjack|shuffle|stride, butt "
        "kick, depth, jump squat",
        "quadriceps gastrocnemius",
        "gluteus-maximus hamstrings soleus",
        unless="pushup press row chest dip pullup burpee shrug throw crunch",
    ),
    rule(
        "sled and sprint",
        "sprint|prowler, sled push|drag|pull|walking, start technique, tire drag, drag backward, acceleration",
        "quadriceps gluteus-maximus hamstrings",
        "gastrocnemius soleus",
        unless="row fly overhead face curl chest extension",
    ),
    rule(
        "agility drill",
        "cone|ladder|agility drill, agility, carioca",
        "quadriceps gastrocnemius",
        "gluteus-maximus hamstrings",
    ),
)
