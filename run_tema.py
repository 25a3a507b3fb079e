"""`python run_tema.py --models=TEMA,SASRec --dataset=NAME ...`: the same as `recbole-tema run`."""

from recbole_tema.cli import run_main

if __name__ == "__main__":
    run_main()
