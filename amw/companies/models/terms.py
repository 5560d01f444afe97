"""Words of spellings of models that say how a copy is served, where it is sold, how it thinks, or how one line writes its versions."""

from __future__ import annotations

# How a copy is served, packed or sold: the same model.
SERVING = frozenset(
    """
    001 4bit 8bit api autoround awq basic bf16 bnb cheaper china cloud cn coreml cs ct2 default dwq dynamic eu exacto exl2 exl3 flex floor
    fp16 fp4 fp8 free fw generate ggml gguf global gptq groq hf hosted hqq imatrix int4 int8 jp kv latency litert maas mlx mxfp4 mxfp8 nf4
    nitro nvfp4 older online onnx openvino original ov paddle paid qat quantised quantized sambanova serverless tee throughput torchao tput
    ud us versatile zdr
    """.split()
)
# Words that lead a spelling and say where it is sold.
SELLERS = frozenset(
    """
    accounts agentic ai alicloud au c4ai azure bedrock cerebras cf chat clarifai coding copilot databricks deep deepinfra duo eu
    fal fireworks github groq hf labs litellm llmgateway lmstudio models nebius novita ollama open openrouter org perplexity pro
    public replicate route routers sambanova sap siliconflow stealth tee together umans us vertex workers xpersona
    """.split()
)
# Open weights that others tune and sell under their own names: who stands in front of the name is the maker
MADE_ANEW = frozenset({"deepseek", "gemma", "llama", "mistral", "mixtral", "qwen", "qwq", "yi"})
OPENED = frozenset({"mistral"})  # makers who write "open" before their own lines ("open-mistral-7b"); "open-dalle" is an answer to DALL-E
CLOSED = frozenset({"gemini", "gpt", "grok", "claude", "o"})  # a size in their names is a variant of its own ("Flash-8B")
DATED = frozenset("mistral pixtral magistral devstral codestral ministral voxtral".split())  # told apart by year and month ("2512")
ROLLING = frozenset({"mistral", "magistral", "devstral", "codestral", "ministral"})  # "-latest" moves between models of different names
DECIMAL = frozenset("gpt qwen llama glm claude ernie phi".split())  # "qwen25", "gpt-35": versions written without their point
LETTERED = {"kimi": "k", "minimax": "m"}  # "MiniMax 2.5" is M2.5
LINES = {"opus": "claude", "sonnet": "claude", "haiku": "claude", "fable": "claude"}  # named without their family: "Sonnet 4.6"
SISTERS = {"doubao": "seed", "seed": "doubao"}  # one line under two names: a model that one has not is the other's
HOSTED = frozenset("claude deepseek gemma glm gpt gpt-oss kimi llama minimax qwen".split())  # "fast": the same weights, answered sooner
CHAT_TUNED = frozenset({"instruct", "it", "chat"})
_WORDS = {
    "none": "none nothink nonthink nothinking nonthinking nonreasoning noreasoning",
    "minimal": "minimal",
    "low": "low",
    "medium": "medium",
    "high": "high",
    "xhigh": "xhigh",
    "max": "max",
    "thinking": "thinking reasoning adaptive think",
}
EFFORTS = {word: effort for effort, words in _WORDS.items() for word in words.split()}
SYNONYMS = {"experimental": "exp", "prev": "preview", "ultraspeed": "highspeed", "embeddings": "embedding", "embed": "embedding"}
# Renderings in other scripts of variant words, as newsrooms write them.
_LOCAL_WORDS = """
    맥스=Max 프리뷰=Preview 플러스=Plus 프로=Pro 플래시=Flash 미니=mini 나노=nano 울트라=Ultra 오퍼스=Opus 오푸스=Opus
    소네트=Sonnet 소넷=Sonnet 하이쿠=Haiku 터보=Turbo 라이트=Lite 코더=Coder 코덱스=Codex 미토스=Mythos 페이블=Fable
    비전=Vision 오디오=Audio 보이스=Voice 싱킹=Thinking 씽크=Think 시드=SEED 이미지=Image 스파크=Spark 인스턴트=Instant
    딥씽크=Deep_Think 노트=note 옴니=Omni プロ=Pro フラッシュ=Flash
    प्रो=Pro फ्लैश=Flash अल्ट्रा=Ultra मिनी=mini नैनो=Nano ओपस=Opus सॉनेट=Sonnet برو=Pro فلاش=Flash ألترا=Ultra ميني=mini نانو=Nano
    أوبس=Opus سونيت=Sonnet про=Pro флэш=Flash
    سابا=Saba 에어=Air 로보틱스=Robotics 스카우트=Scout 매버릭=Maverick エア=Air
    ミニ=mini マックス=Max プレビュー=Preview オーパス=Opus ソネット=Sonnet プラス=Plus
"""
LOCAL_WORDS = {local: word.replace("_", " ") for local, _, word in (pair.partition("=") for pair in _LOCAL_WORDS.split())}
# Such a word is a plain one unless a version follows
BEFORE_VERSIONS = {"图像": "Image", "视频": "Video", "语音": "Voice", "오픈": "Open"}
# and a letter of another script one only after a number: "सर्वम-105बी"
AFTER_NUMBERS = {"बी": "B"}
LOCAL_WORDS |= BEFORE_VERSIONS | AFTER_NUMBERS
