merit help --completion bash
