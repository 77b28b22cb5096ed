"""How the tagger was made: training, measuring and exporting the model that the package ships."""
