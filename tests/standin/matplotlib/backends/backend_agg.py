FigureCanvas = "a picture"
